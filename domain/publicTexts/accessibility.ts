/**
 * The accessibility statement, in the order of the standard one (EU 2018/1523). Says what was tried
 * and what was not: whoever mends a shortcoming, or finds one, writes it here.
 */

export const ACCESSIBILITY = `
Alle skal kunne bruge Internetpsykiatriens sider. Her står, hvor godt det lykkes, hvad der mangler,
og hvem du kan skrive til.

## Hvor godt siderne følger loven

Loven om webtilgængelighed bygger på reglerne i WCAG. Siderne følger reglerne **delvist**. Det er,
fordi der er noget, vi ved ikke er godt nok, og noget, vi ikke har prøvet endnu.

Vi har bygget siderne, så du kan

- bruge dem uden mus, kun med tastaturet
- gøre teksten fire gange så stor
- bruge dem på en lille telefon
- bruge dem uden JavaScript
- vælge dine egne farver i din browser

## Det ved vi mangler

- **Breve vises i en ramme.** Nogle skærmlæsere siger ikke fra, når rammen slutter. Du kan læse det
  samme brev i Digital Post.
- **Samtalen på video** foregår i et andet program. Det har vi ikke prøvet. Har du brug for tekst
  eller tegn i samtalen, så skriv til os, inden vi taler sammen.
- **Behandlingen er på skrift og på dansk.** Den findes ikke læst op eller på andre sprog.

## Det har vi ikke prøvet endnu

- Ingen, der bruger skærmlæser til daglig, har prøvet siderne.
- Ingen uden for huset har gennemgået dem.

## Sådan er erklæringen lavet

Vi har selv gennemgået siderne. En maskine har ledt efter fejl på siderne, og vi har set på dem i
flere størrelser. Det gjorde vi sidst i november 2026. Vi ser på erklæringen igen mindst en gang om
året, og når siderne bliver lavet om.

## Sig til, hvis noget ikke virker

Kan du ikke bruge en side, eller har du brug for teksten på en anden måde, så brug
[vores kontakt](/kontakt). Skriv, hvilken side det er, og hvad der sker.

## Hvem holder øje

Digitaliseringsstyrelsen holder øje med, om loven bliver fulgt. Får du ikke et godt svar fra os, kan
du skrive til dem. Du finder dem på
[Digitaliseringsstyrelsens side om tilgængelighed](https://digst.dk/digital-inklusion/webtilgaengelighed/).
`;
