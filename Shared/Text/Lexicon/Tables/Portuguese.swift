extension Tables {
  /// What Portuguese adds.
  static let portuguese = """
    explicit happy: felizes, felicidade, alegre, alegria, animado, animada, contente, bom humor
    explicit sad: triste, tristeza, saudade, saudades, coração partido, coracao partido, sofrência
    explicit sad: sofrencia, chorando
    likely sad: chorar, choro, lágrimas, sozinho, sozinha, solidão, solidao, dor, adeus
    explicit romantic: romântico, romântica, apaixonado, apaixonada, eu te amo, namorados
    explicit romantic: música romântica
    likely romantic: amor, namorada, namorado, casal, beijo, beijos, casamento, paixão, paixao, coração
    likely romantic: coracao
    explicit calm: calmo, calma, tranquilo, tranquila, relaxante, relaxar, paz, música relaxante
    explicit calm: sossego
    explicit energetic: energia, festa, balada, agitado, treino, academia, motivação, motivacao
    explicit energetic: animação
    explicit playful: engraçado, engracado, engraçada, divertido, divertida, risada, kkkk, kkkkk, kkkkkk
    explicit playful: zoeira, brincadeira
    explicit dark: sombrio, sombria, escuro, medo, assustador, trevas
    explicit epic: épico, épica, heróico, vitória, vitoria, lendário
    explicit latin: sertanejo universitário, sertaneja, pagode romântico, funk brasileiro, funk brasil
    explicit latin: piseiro, axé, forró
    explicit latin: samba enredo, funk mandelao, tecnobrega, bossa, música brasileira, musica brasileira
    explicit latin: mpb brasil
    explicit classical: música clássica, musica classica, orquestra
    explicit electronic: música eletrônica, musica eletronica, eletrônica, eletronica
    explicit soundtrack: trilha sonora
    music: música, músicas, musicas, canção, cantor, cantora, cantar, violão, violao, show ao vivo
    music: dançar
    negation: não, nao, nunca, sem, nem, jamais
    intensifier: muito, tão, tao, demais, super, bem
    diminisher: pouco, um pouco, quase
    turn: mas, porém, porem
    word: da, do, das, dos, um, uma, meu, minha, brasil, brasileiro, brasileira, dança, vida, noite, dia
    """
}
