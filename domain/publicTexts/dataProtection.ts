/** What is kept of a person, who sees it, and their rights (DOMAIN §1.8, §5 and §9). */

export const DATA_PROTECTION = `
Vi skal bruge oplysninger om dig for at kunne behandle dig. Her står, hvad vi gemmer, hvem der ser
det, og hvad du kan bede os om.

## Hvem har ansvaret

Region Syddanmark driver Internetpsykiatrien og har ansvaret for dine oplysninger. Vil du tale med
regionens rådgiver om databeskyttelse, så brug [vores kontakt](/kontakt).

## Det gemmer vi

- dit navn og dit CPR-nummer, som vi får fra MitID
- telefon, e-mail og kommune, som du selv skriver
- dine svar i ansøgningen og i spørgeskemaerne
- dine øvelser, dine beskeder og psykologens svar
- aftaler, breve, samtykker og det, psykologen skriver i din journal
- kladder af det, du har skrevet, men ikke har gemt eller sendt endnu. Dem kan kun du se.

Vi gemmer det, fordi loven siger, at vi skal føre journal, og fordi vi ikke kan behandle dig uden.

## Det gemmer vi ikke

Du kan svare på "Er det noget for mig?" og prøve ansøgningen uden at logge ind. De svar gemmer vi
slet ikke.

## Sådan passer vi på det

Navne, svar og tekster er låst med en nøgle, som kun vores program har. Alt ligger i regionens eget
datacenter. Siderne henter ikke noget fra andre firmaer, og ingen måler, hvad du gør her.

Vi bruger én cookie. Den hedder "forloeb" og husker, at du er logget ind, og at en formular er din.
Derfor får du den også uden at logge ind, hvis du åbner en side med en formular. Den bliver slettet,
når du ikke har brugt siden i 30 minutter.

## Hvem ser det

- Psykologerne, som behandler dig, og deres leder. Vil en anden psykolog åbne dit forløb, skal
  grunden skrives ned.
- Koordinatoren ser dit navn, dit CPR-nummer, din telefon, din e-mail og dine aftaler. Kan et brev
  ikke komme frem, ser koordinatoren også det. Koordinatoren ser ikke det, du skriver om, hvordan du
  har det.
- Din egen læge, hvis du siger ja til det.
- Du selv. Det, psykologen skriver i journalen, kommer også på sundhed.dk.
- Regionerne får kun tal. De kan ikke se, hvem du er.

I Mit forløb kan du se, hvem der har åbnet dine oplysninger, og hvornår.

## Hvem vi sender det til

- Digital Post får de breve, vi sender til dig.
- Regionens journal får det, psykologen skriver om din behandling.
- Din læge får en besked fra os, hvis du siger ja til det.
- Programmet til video får dit navn og tiden for samtalen. Det får ikke dine svar.
- Din e-mail får en påmindelse, hvis du siger ja til det. Der står ikke noget om, hvordan du har det.

## Hvor længe

Loven siger, hvor længe en journal skal gemmes. Det er fem eller ti år, alt efter hvad der står i den.

## Det kan du bede os om

- at se det, vi har gemt om dig
- at få rettet det, der er forkert. Det, der står i journalen, bliver stående, og vi skriver
  rettelsen til.
- at trække et samtykke tilbage. Det gør du selv i Mit forløb.

Er du ikke enig med os, kan du klage til [Datatilsynet](https://www.datatilsynet.dk).
`;
