extension Tables {
  /// Styles that belong to several families.
  static let styles = """
    explicit indie 3 pop 2: indie pop, bedroom pop, dream pop
    explicit indie 3 rock 2: indie rock, shoegaze, alternative music
    explicit indie 3 folk 2: indie folk
    explicit punk 3 pop 2: pop punk, poppunk, easycore
    explicit folk 3 rock 2: folk rock
    explicit blues 3 rock 2: blues rock
    explicit country 3 pop 2: country pop
    explicit country 3 rock 2: country rock, southern rock
    explicit country 3 hip-hop 2: country rap, hick hop
    explicit k-pop 3 hip-hop 2: khiphop, korean hip hop, krap, korean rap
    explicit k-pop 3 r-and-b 2: krnb, korean rnb
    explicit k-pop 3 indie 2: kindie, korean indie
    explicit electronic 3 pop 2: synth pop, electropop, hyperpop, dance music
    explicit electronic 3 hip-hop 2: phonk, drift phonk, brazilian phonk, phonk music, phonk edit
    explicit electronic 3 hip-hop 2: trap edm, phonk drift
    explicit hip-hop 3 r-and-b 1: trap soul
    explicit hip-hop 3 latin 2: trap latino, rap latino
    explicit lo-fi 3 hip-hop 1: lofi hip hop, chillhop, chill hop
    explicit lo-fi 2 jazz 1: jazzhop, lofi jazz, jazz lofi
    explicit metal 2 rock 1: metalcore, nu metal, hard rock and metal
    explicit punk 2 rock 1: punk rock, post punk
    explicit hip-hop 2 metal 1: rap metal, trap metal
    explicit jazz 2 latin 1: bossa nova, bossanova, latin jazz
    explicit reggae 2 punk 1: ska punk
    explicit afrobeats 2 electronic 1: amapiano, afro house, afro tech, gqom
    explicit r-and-b 2 pop 1: alt rnb
    explicit soundtrack 2 classical 1: orchestral score, cinematic orchestra
    likely pop 1 electronic 1: club music, party music, party songs, party playlist, club hits
    likely indie 1 pop 1: singer songwriter, original song, bedroom producer
    likely indie 1 folk 1: cottagecore, acoustic sessions, acoustic session, unplugged
    likely rock 1 indie 1: alternative
    hint folk 1 indie 1: acoustic, ukulele
    hint rock 1 metal 1: electric guitar, guitar solo, guitar riff, drum cover, headbang, headbanging
    hint rock 1 metal 1: drummer
    hint hip-hop 1 electronic 1: producer, beatmaker, beat maker, bass boosted, 808, 808s
    """
}
