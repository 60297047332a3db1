extension Tables {
  /// What German adds.
  static let german = """
    explicit happy: glücklich, gluecklich, fröhlich, froehlich, freude, gute laune, gutelaune, heiter
    explicit happy: glück
    explicit sad: traurig, traurige, trauriges, traurigkeit, traurige lieder, herzschmerz, liebeskummer
    explicit sad: trauer, einsam
    likely sad: weinen, tränen, traenen, vermisse dich, ich vermisse dich, trennung, einsamkeit
    likely sad: abschied, schmerz
    explicit romantic: romantisch, verliebt, ich liebe dich, liebeslied, liebeslieder, hochzeitslied
    likely romantic: liebe, freundin, hochzeit, kuss, küssen, schatz, pärchen, herz, beziehung
    explicit calm: ruhig, entspannt, entspannung, entspannend, beruhigend, friedlich, gemütlich
    explicit calm: gelassen, stille
    explicit energetic: energie, energiegeladen, ballern, feiern, abriss, vollgas, kraftvoll
    explicit energetic: party mucke
    explicit playful: lustig, witzig, witz, witze, lachen, spaß, spass, albern, verspielt
    explicit dark: dunkel, düster, duester, gruselig, finster, unheimlich, horrorfilm, böse
    explicit epic: episch, heldenhaft, heroisch, legendär, gewaltig
    explicit pop: deutschpop, deutsch pop, schlagermusik, schlagerparty, popmusik
    explicit hip-hop: deutschrap, deutsch rap, rapmusik
    explicit rock: deutschrock, rockmusik, deutsch rock
    explicit metal: metalmusik
    explicit classical: klassische musik, klassik, orchester
    explicit folk: volksmusik, volkslied, blasmusik
    explicit electronic: elektronische musik, elektro, hardtekk, tekk
    explicit soundtrack: filmmusik
    music: musik, lied, lieder, sänger, sängerin, singen, gitarre, konzert
    negation: nicht, kein, keine, keinen, nie, niemals, ohne, nichts
    intensifier: sehr, so, total, echt, mega, richtig, voll, ziemlich
    diminisher: bisschen, ein bisschen, etwas, fast, wenig
    turn: aber, sondern
    word: der, die, das, und, mit, mein, ist, leben, nacht, tag, tanz, deutsch, deutschland
    """
}
