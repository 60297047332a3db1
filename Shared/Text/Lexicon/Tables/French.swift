extension Tables {
  /// What French adds.
  static let french = """
    explicit happy: heureux, heureuse, bonheur, joyeux, joyeuse, joie, bonne humeur, content, contente
    explicit happy: gai
    explicit sad: triste, tristes, tristesse, chanson triste, coeur brisé, cœur brisé, coeur brise
    explicit sad: chagrin, mélancolie
    likely sad: pleurer, pleure, larmes, solitude, seul, seule, tu me manques, rupture, mélancolique
    likely sad: douleur, adieu
    explicit romantic: romantique, amoureux, amoureuse, je t'aime, chanson d'amour, saint valentin
    likely romantic: amour, couple, mariage, bisous, bisou, mon amour, câlin, copine, copain, âme soeur
    explicit calm: calme, apaisant, relaxant, détente, detente, tranquille, paisible, zen, sérénité
    explicit calm: musique relaxante
    explicit energetic: énergie, energie, énergique, soirée, fête, motivation, entraînement
    explicit energetic: ambiance de folie
    explicit playful: drôle, drole, rigolo, marrant, mdr, ptdr, humour, blague, blagues, amusant
    explicit dark: sombre, effrayant, horreur, sinistre, ténèbres, peur
    explicit epic: épique, epique, héroïque, victoire, légendaire
    explicit hip-hop: rap français, rap francais, rap fr, rapfr, rapfrancais, rappeur, drill fr
    explicit pop: variété française, variete francaise, pop française, pop urbaine
    explicit classical: musique classique, orchestre
    explicit electronic: musique électronique, musique electronique, électro
    explicit soundtrack: bande originale, musique de film, bande son
    explicit folk: musique folk, chanson folk
    music: musique, chanson, chansons, chanteur, chanteuse, chanter, guitare, album photo, paroles
    negation: pas, jamais, sans, ni, rien, aucun, aucune
    intensifier: très, tres, trop, si, tellement, vraiment, hyper, ultra
    diminisher: peu, un peu, presque
    turn: mais, plutôt
    word: le, les, une, des, du, et, pour, mon, ma, vie, nuit, jour, français, danse, fr
    """
}
