/** Complaint guidance, as for other hospital treatment (DOMAIN §1.8 and §9). */

export const COMPLAINT = `
Er du utilfreds, må du gerne sige det. Det koster ikke noget at klage, og du kan få hjælp til det.

## Sig det til os, hvis du vil

Meget kan vi selv rette op på. Skriv til din psykolog under "Beskeder" i Mit forløb, eller brug
[vores kontakt](/kontakt). Du må også klage uden at tale med os først.

## Klag over behandlingen

Du kan klage til Styrelsen for Patientklager. Du kan klage over behandlingen, over det, vi har
fortalt dig, og over en psykologs afgørelse. Det gælder også, hvis vi sagde nej til dig.

Du klager med MitID hos [Styrelsen for Patientklager](https://stpk.dk). Kan du ikke klage digitalt,
så ring til styrelsen. De finder en anden måde.

Du skal klage senest to år efter, at du opdagede det, du vil klage over. Der må højst være gået fem
år, siden det skete.

## Søg erstatning, hvis du er kommet til skade

Har behandlingen skadet dig, kan du søge om penge hos
[Patienterstatningen](https://patienterstatningen.dk). Det koster ikke noget at søge.

## Klag over ventetid, eller over hvordan du blev mødt

Her er det Region Syddanmark, der svarer. Regionen driver Internetpsykiatrien for hele landet. Brug
[vores kontakt](/kontakt), så sender vi din klage det rette sted hen.

## Klag over, hvordan vi passer på dine oplysninger

Det kan du gøre hos [Datatilsynet](https://www.datatilsynet.dk). På siden om
[databeskyttelse](/databeskyttelse) kan du læse, hvad vi gemmer om dig.

## Få hjælp til at klage

Patientvejlederne i Region Syddanmark kan hjælpe dig med at klage. De har tavshedspligt, og hjælpen
er gratis.
`;
