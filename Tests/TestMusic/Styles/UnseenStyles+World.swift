extension Style {
  static let bossa = Style(
    name: "bossa", family: "latin", split: .unseen, tempo: 112...152, otherTaps: [0.5],
    grooves: [
      [
        (.kick, "x.....xxx.....xx"), (.rim, "x.....x.....x.......x.....x....."),
        (.closedHat, "x.-.x.-.x.-.x.-."),
      ],
      [
        (.kick, "x.....x.x.....x."), (.rim, "x.....x.....x.......x.....x...x."),
        (.shaker, "xoxoxoxoxoxoxoxo"),
      ],
    ],
    kits: [.brushes],
    parts: [
      .bass([.uprightBass], ["R_____5_5_____R_", "R_____5.8_____5."]),
      .chords([.clean, .grand], ["x_....x_....x_..", "x.....x...x...x...x...x.....x..."]),
      .lead([.vibes, .accordion], lowest: 64), .voice([.singerEh]),
    ],
    progressions: .jazz, looseness: 2...10)

  static let afrobeat = Style(
    name: "afrobeat", family: "funk", split: .unseen, tempo: 102...128,
    grooves: [
      [
        (.kick, "X.....x.x..x...."), (.snare, "..-.x..-.-..x..x"), (.closedHat, "x.xxx.xx.xx.xxx."),
        (.clave, "x..x..x...x.x..."),
      ],
      [
        (.kick, "x..x....x..x..x."), (.snare, "....x.-....-x..."), (.shaker, "x--ox--ox--ox--o"),
        (.highConga, "..xx..x...xx..x."),
      ],
    ],
    kits: [.street],
    parts: [
      .bass([.slapBass], ["R..R.5..8..7.5..", "..R.R..5....7.8."]),
      .chords([.clean], ["0.1.2.1.0.2.1.1.", "x..x.x..x..x.x.."]).placed(0.4),
      .chords([.horns], ["......x.x.......", "x.......x.x....."], level: 0.3, from: 3), .voice([.singerEe]),
    ],
    progressions: .vamp, barsPerChord: [2, 4], looseness: 3...10)

  static let cumbia = Style(
    name: "cumbia", family: "latin", split: .unseen, tempo: 86...108, otherTaps: [2],
    grooves: [
      [
        (.kick, "x.......x......."), (.shaker, "X.ooX.ooX.ooX.oo"), (.lowConga, "....x.x.....x.x."),
        (.cowbell, "X...X...X...X..."),
      ],
      [
        (.kick, "X.......x...-..."), (.shaker, "x.xxx.xxx.xxx.xx"), (.highConga, "..o.X.o...o.X.o."),
        (.block, "x..x..x.x..x..x."),
      ],
    ],
    kits: [.street],
    parts: [
      .bass([.uprightBass, .slapBass], ["R_____3_5_____5_", "R...3.5.R...3.5."]),
      .chords([.accordion], ["..x.-.x...x.-.x.", "....x.x.....x.o."]).placed(-0.3),
      .lead([.accordion, .horns]), .voice([.singerEh]),
    ],
    looseness: 3...10)

  static let tango = Style(
    name: "tango", family: "latin", split: .unseen, tempo: 108...132, otherTaps: [0.5],
    parts: [
      .bass([.uprightBass], ["R...R...R...R...", "R_____R_5___5___"], lowest: 36),
      .chords([.bandoneon, .grand], ["X...X...X...X.x.", "X..x..x.X...X..."], level: 0.4),
      .lead([.fiddle, .bandoneon], from: 1),
    ],
    progressions: .classical, looseness: 3...12, wandering: 15)

  static let polka = Style(
    name: "polka", family: "folk", split: .unseen, tempo: 102...132, meter: .two, otherTaps: [2],
    grooves: [
      [(.kick, "X...x..."), (.snare, "..x...x."), (.closedHat, "..o...o.")],
      [(.kick, "X...X..."), (.rim, "..x...xx"), (.crash, "x...............")],
    ],
    kits: [.brushes, .stage],
    parts: [
      .bass([.uprightBass], ["R...5...", "R...5.a."]), .chords([.accordion], ["..x...x.", "..xx..xx"]),
      .lead([.accordion, .fiddle, .horns]),
    ],
    progressions: .classical, looseness: 3...10)

  static let jig = Style(
    name: "jig", family: "folk", split: .unseen, tempo: 98...126, meter: .sixEight,
    grooves: [[(.kick, "x..-.."), (.tambourine, "x.-x.-")], [(.lowTom, "X..x.x"), (.block, "x-xx-x")]],
    kits: [.street],
    parts: [
      .bass([.uprightBass], ["R__R__", "R__5.."]),
      .chords([.steel], ["X.xX.x", "X.xx.x"], lowest: 45, level: 0.4),
      .lead([.fiddle, .accordion], from: 1),
    ],
    progressions: .pop, looseness: 3...12)
}
