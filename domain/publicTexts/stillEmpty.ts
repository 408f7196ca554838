/** What stands where only a clinic can say it, until it does: honest, and with a way on. */

export const SUPERVISION_REPORT = `
Styrelsen for Patientsikkerhed holder øje med steder, der behandler patienter. Når de har været på
besøg, skriver de en rapport, som alle må læse.

## Den seneste rapport

Der er ikke lagt en rapport ud her endnu. Du kan læse mere om tilsyn hos
[Styrelsen for Patientsikkerhed](https://stps.dk).
`;

export const CONTACT = `
Vi læser beskeder på hverdage mellem kl. 8 og 15.

## Er du i gang med et forløb

Skriv til din psykolog. [Log ind](/log-ind), og gå til "Beskeder" i Mit forløb.

## Er du ikke i gang

Klinikken har ikke skrevet sin telefon og adresse her endnu. Har du brug for at tale med nogen om,
hvordan du har det, så ring til din egen læge.
`;
