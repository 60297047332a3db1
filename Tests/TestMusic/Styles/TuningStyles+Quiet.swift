extension Style {
  static let waltz = Style(
    name: "waltz", family: "classical", split: .tuning, tempo: 88...180, meter: .three, otherTaps: [1.0 / 3],
    grooves: [
      [(.kick, "x..........."), (.snare, "....o...o...")],
      [(.kick, "X..........."), (.closedHat, "....x...x..."), (.rim, "........-...")],
    ],
    kits: [.parade, .studio],
    parts: [
      .bass([.tuba, .fingeredBass], ["R___........", "R_______5..."]),
      .chords([.upright, .strings, .nylon], ["....x...x...", "....x_..x_.."]),
      .lead([.flute, .strings]), .voice([.singerAh]),
    ],
    progressions: .classical, looseness: 3...12, wandering: 10)

  static let march = Style(
    name: "march", family: "classical", split: .tuning, tempo: 100...128, otherTaps: [0.5],
    grooves: [
      [(.kick, "X.......X......."), (.snare, "x.-.X...x.--X..."), (.crash, "X...............")],
      [(.kick, "X...x...X...x..."), (.snare, "-.x.-.x.r.x.rrr."), (.closedHat, "X.......X.......")],
    ],
    kits: [.parade],
    parts: [
      .bass([.tuba], ["R_..5_..R_..5_..", "R...R...5...5..."]),
      .chords([.brass], ["..x...x...x...x.", "....x.......x..."]), .lead([.brass, .flute]),
    ],
    progressions: .classical, looseness: 3...10, room: 0.5...1.5)

  static let fingerpicking = Style(
    name: "fingerpicking", family: "folk", split: .tuning, tempo: 74...130, otherTaps: [2],
    parts: [
      .chords(
        [.nylon, .strummed], ["b.2.1.3.b.2.1.3.", "b.1.b.3.b.2.b.1.", "b.123.2.b.123.2."], level: 0.55),
      .voice([.singerAh]), .lead([.flute], from: 3),
    ],
    looseness: 3...12, wandering: 10)

  static let strumming = Style(
    name: "strumming", family: "folk", split: .tuning, tempo: 84...140,
    parts: [
      .chords([.strummed], ["X...x.x...x.x.x.", "X...X.x.X...X.xx"], lowest: 45, level: 0.55),
      .voice([.singerAh]), .bass([.fingeredBass], ["R_______5_______"]),
    ],
    looseness: 3...12)

  static let choir = Style(
    name: "choir", family: "classical", split: .tuning, tempo: 54...84, otherTaps: [2],
    parts: [
      .bass([.strings, .choirAh], ["R___5___3___5___", "R_______5_______"], lowest: 43),
      .chords([.choirAh], ["x___x___x___x___", "x_______x___x___"], level: 0.5),
      .lead([.choirAh, .singerAh], level: 0.45),
    ],
    progressions: .classical, looseness: 4...12, room: 1...3, wandering: 15)

  static let chorale = Style(
    name: "chorale", family: "classical", split: .tuning, tempo: 70...112, meter: .three,
    parts: [
      .bass([.strings, .organ], ["R_______5___", "R___3___5___"], lowest: 40),
      .chords([.strings, .organ, .brass], ["x___x___x___", "x_______x___"], level: 0.4),
      .lead([.flute, .strings], from: 1),
    ],
    progressions: .classical, looseness: 4...12, room: 0.8...2.4, wandering: 15)

  static let chiptune = Style(
    name: "chiptune", family: "electronic", split: .tuning, tempo: 108...180, otherTaps: [0.5],
    grooves: [
      [(.kick, "x...x...x...x..."), (.snare, "....x.......x..x"), (.closedHat, "..x...x...x...xx")],
      [(.kick, "x.....x.x......."), (.snare, "....x.......xx.x"), (.closedHat, "x-xxx-xxx-xxx-xx")],
    ],
    kits: [.machine],
    parts: [
      .bass([.squareBass], ["R.8.R.8.R.8.R.8.", "RR8RRR8RRR8RRR8R"]),
      .chords([.pulse], ["0123012301230123", "012.012.012.0123"], level: 0.25), .lead([.pulse], from: 1),
    ],
    looseness: 0...0, room: 0.1...0.3)

  static let ambient = Style(
    name: "ambient", family: "ambient", split: .tuning, tempo: 64...98, otherTaps: [2],
    grooves: [[(.kick, "o.......-......."), (.shaker, "-...-...-...-...")], [(.rim, "-.....-...-.....")]],
    kits: [.dusty, .machine],
    parts: [
      .bass([.roundBass], ["R_______________"]),
      .chords([.warmPad, .choirAh], ["x_______________"], level: 0.5),
      .chords([.electricPiano, .nylon], ["0...2...1...3...", "0.....1.....2..."], lowest: 60),
    ],
    progressions: .vamp, barsPerChord: [1, 2], looseness: 0...4, room: 1.5...3.5)
}

extension Style {
  /// Every style, in an order that is kept.
  static let all: [Style] = tuning + unseen

  static let tuning: [Style] = [
    house, rock, swingJazz, fingerpicking, reggaeton, waltz, funk, choir, breakbeat, slowSix, boomBap,
    chiptune, dub, march, electro, strumming, samba, dooWop, ballad, ska, chorale, ambient,
    stomp, montuno, minuet, eurobeat, chaCha, mazurka, jackSwing, bolero, jazzWaltz, tripHop, merengue,
    folkThree, industrial, soca, countryThree, bounce, baiao, shanty, steppers, rumba, barcarolle, surf,
    sixEightRock, grunge, gospel, stadium, reel, bluegrass, ragtime, nocturne, adagio, swingBand,
  ]
}
