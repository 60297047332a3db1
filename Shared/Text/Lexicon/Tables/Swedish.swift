extension Tables {
  /// What Swedish adds.
  static let swedish = """
    explicit happy: glad, glada, glädje, lycklig, lyckliga, lycka, munter, bra humör
    explicit sad: ledsen, ledsna, sorglig, sorgliga, sorgligt, sorg, hjärtekross, krossat hjärta
    explicit sad: sorgliga låtar, deppig
    likely sad: gråta, gråter, tårar, saknar dig, jag saknar dig, ensam, ensamhet, smärta, farväl
    explicit romantic: romantisk, romantiskt, kär, förälskad, jag älskar dig, kärlekslåt, kärlekssång
    likely romantic: kärlek, pojkvän, flickvän, bröllop, kyss, puss, älskling, hjärta
    explicit calm: lugn, lugnt, lugna, avslappnad, avslappnande, fridfull, mysig, mysigt, rofylld
    explicit calm: stillhet
    explicit energetic: energisk, energi, fest, festa, träning, taggad, ös, dansgolv
    explicit playful: rolig, roligt, roliga, kul, skämt, skoj, lekfull, skratt, fånig
    explicit dark: mörk, mörkt, mörker, läskig, läskigt, skrämmande, ondska, kuslig
    explicit epic: episk, episkt, mäktig, mäktigt, hjältemodig
    explicit pop: popmusik, svensk pop, melodifestivalen, mello
    explicit hip-hop: svensk rap, svenskrap, svensk hiphop
    explicit folk: folkmusik, svensk folkmusik, visor, visa låt
    explicit country: dansband
    explicit rock: rockmusik, svensk rock
    explicit classical: klassisk musik
    explicit soundtrack: filmmusik
    explicit electronic: epadunk, elektronisk musik
    music: musik, låt, låtar, sång, sånger, sjunga, sångare, gitarr, konsert, sångerska
    negation: inte, aldrig, ingen, inga, utan, ej, icke
    intensifier: väldigt, så, jätte, riktigt, mycket, otroligt
    diminisher: lite, ganska, nästan
    turn: men, fast
    word: och, med, min, mitt, är, liv, natt, dag, dans, svensk, svenska, sverige
    """
}
