extension Style {
  static let minuet = Style(
    name: "minuet", family: "classical", split: .tuning, tempo: 96...140, meter: .three,
    parts: [
      .bass([.strings, .upright], ["R___3___5___", "R_______3_5_", "R___5___8___"], lowest: 40),
      .chords([.upright, .strings], ["0.2.1.2.3.2.", "x___x_x_x___"], level: 0.4),
      .lead([.flute, .strings], from: 1),
    ],
    progressions: .classical, looseness: 3...12, room: 0.4...1.6, wandering: 10)

  static let mazurka = Style(
    name: "mazurka", family: "classical", split: .tuning, tempo: 120...168, meter: .three,
    parts: [
      .bass([.upright], ["R...........", "R...5......."], lowest: 36),
      .chords([.upright], ["....x...X...", "....X...x.x."], level: 0.5), .lead([.upright, .flute], from: 1),
    ],
    progressions: .classical, looseness: 4...14, wandering: 15)

  static let jazzWaltz = Style(
    name: "jazz waltz", family: "jazz", split: .tuning, tempo: 120...184,
    meter: Meter(name: "3/4", beats: 3, division: 3), otherTaps: [1.0 / 3],
    grooves: [
      [(.ride, "X..x.xx.."), (.pedalHat, "...x....."), (.kick, "o........")],
      [(.ride, "x..X..x.x"), (.rim, "...o.x..."), (.kick, "X........")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R..5..3..", "R_____5..", "R..3..5.a"], lowest: 33),
      .chords([.upright, .electricPiano], ["x....x...", "...x..x..", "x_..._x__"]),
      .lead([.brass, .flute], lowest: 62),
    ],
    progressions: .jazz, looseness: 3...12)

  static let folkThree = Style(
    name: "folk in three", family: "folk", split: .tuning, tempo: 84...138, meter: .three,
    parts: [
      .chords(
        [.strummed, .nylon], ["b...x.x.x.x.", "b...X...x...", "b.1.2.3.2.1."], lowest: 45, level: 0.55),
      .voice([.singerAh]), .bass([.fingeredBass], ["R_______5___", "R___________"]), .lead([.flute], from: 3),
    ],
    looseness: 3...12, wandering: 8)

  static let countryThree = Style(
    name: "slow three", family: "pop", split: .tuning, tempo: 78...120, meter: .three,
    grooves: [
      [(.kick, "X.........x."), (.snare, "....x...x..."), (.closedHat, "x.o.x.o.x.o.")],
      [(.kick, "X.....x....."), (.snare, "........X..."), (.ride, "x...x...x...")],
      [(.kick, "X..........."), (.rim, "....x...x.x."), (.closedHat, "x.x.x.x.x.x.")],
    ],
    kits: [.studio, .dusty],
    parts: [
      .bass([.fingeredBass], ["R_______R_5_", "R_____5_____"]),
      .chords([.upright, .strummed, .electricPiano], ["x_______x___", "b.1.2.1.2.1."]),
      .voice([.singerAh]), .chords([.strings], ["x___________"], level: 0.2, from: 3),
    ],
    looseness: 3...11)

  static let shanty = Style(
    name: "shanty", family: "folk", split: .tuning, tempo: 84...124, meter: .sixEight,
    grooves: [
      [(.kick, "X....."), (.clap, "...X..")],
      [(.kick, "X..x.."), (.tambourine, "x.xX.x")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass, .tuba], ["R..5..", "R....."]),
      .chords([.strummed, .organ], ["X.xxx.", "x..x.x"], lowest: 45, level: 0.45), .voice([.singerAh]),
      .lead([.flute], from: 2),
    ],
    looseness: 3...11)

  static let barcarolle = Style(
    name: "barcarolle", family: "classical", split: .tuning, tempo: 46...70, meter: .sixEight, otherTaps: [3],
    parts: [
      .bass([.strings, .upright], ["R_____", "R__5__"], lowest: 36),
      .chords([.upright, .nylon], ["b23132", "b.213."], level: 0.45), .lead([.flute, .strings], from: 1),
    ],
    progressions: .classical, looseness: 4...12, room: 0.5...1.8, wandering: 10)

  static let sixEightRock = Style(
    name: "rock in six", family: "rock", split: .tuning, tempo: 56...84, meter: .sixEight, otherTaps: [3],
    grooves: [
      [(.kick, "X.x..."), (.snare, "...X.."), (.ride, "xxxxxx")],
      [(.kick, "X...x."), (.snare, "...X.x"), (.openHat, "x.xx.x")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["RRRRRR", "R.R5.."]),
      .chords([.strummed], ["X.xXx.", "X_____"], lowest: 45).driven(4), .voice([.singerAh]),
      .lead([.saw], from: 3),
    ],
    looseness: 2...10)

  static let gospel = Style(
    name: "gospel", family: "pop", split: .tuning, tempo: 62...100, meter: .twelveEight, otherTaps: [3],
    grooves: [
      [(.kick, "X....x..x..."), (.clap, "...X.....X.."), (.tambourine, "x.xx.xx.xx.x")],
      [(.kick, "X.x...X.x..x"), (.snare, "...X..-..X-."), (.ride, "x.xx.xx.xx.x")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R__5__6__5__", "R....RR..3.5"]),
      .chords([.organ, .upright], ["x..x.xx..x.x", "x_____x_____"]), .voice([.singerAh]),
      .chords([.choirAh], ["x_____x_____"], level: 0.3, from: 2),
    ],
    looseness: 3...12, room: 0.6...2)

  static let reel = Style(
    name: "reel", family: "folk", split: .tuning, tempo: 96...118, otherTaps: [2],
    grooves: [[(.kick, "X.......x.....x."), (.tambourine, "x-xXx-xXx-xXx-xX")]],
    kits: [.studio],
    parts: [
      .chords([.strummed, .nylon], ["X.x.x.x.X.x.x.xx", "X.xXx.xXX.xXx.xX"], lowest: 45, level: 0.4),
      .lead([.flute, .strings], from: 1), .bass([.fingeredBass], ["R...5...R...5...", "R...........5..."]),
      .lead([.flute], from: 1),
    ],
    looseness: 3...10)

  static let bluegrass = Style(
    name: "bluegrass", family: "folk", split: .tuning, tempo: 102...144,
    parts: [
      .bass([.fingeredBass], ["R.......5.......", "R...R...5...5..."]),
      .chords([.muted], ["....X.......X...", "....X..x....X..x"], level: 0.5),
      .chords([.nylon, .strummed], ["0123012301230123", "b213b213b2133210"], lowest: 55, level: 0.4),
      .voice([.singerAh]), .lead([.strings], from: 3),
    ],
    looseness: 3...10)

  static let ragtime = Style(
    name: "ragtime", family: "jazz", split: .tuning, tempo: 76...104, meter: .two, otherTaps: [2],
    parts: [
      .bass([.upright, .tuba], ["R...3...", "R...8..."], lowest: 33),
      .chords([.upright], ["..x...xx", "..X...x."], level: 0.45), .lead([.upright], lowest: 65, from: 1),
    ],
    progressions: .classical, looseness: 3...10)

  static let nocturne = Style(
    name: "nocturne", family: "classical", split: .tuning, tempo: 58...92, otherTaps: [2],
    parts: [
      .chords([.upright], ["b.2.3.2.b.2.3.2.", "b...12..b...12..", "b.12321.b.12321."], level: 0.5),
      .lead([.upright, .flute], from: 1),
    ],
    progressions: .classical, looseness: 5...16, room: 0.4...1.4, wandering: 15)

  static let adagio = Style(
    name: "adagio", family: "classical", split: .tuning, tempo: 56...80, otherTaps: [2],
    parts: [
      .bass([.strings], ["R_______R_______", "R___5___R___3___"], lowest: 36),
      .chords(
        [.strings, .organ], ["x___x___x___x___", "x_______x_______", "..x_x_x_..x_x_x_"], level: 0.45),
      .lead([.strings, .choirAh], from: 1),
    ],
    progressions: .classical, looseness: 5...14, room: 1...2.6, wandering: 15)

  static let swingBand = Style(
    name: "big band", family: "jazz", split: .tuning, tempo: 128...176, meter: .shuffle, otherTaps: [0.5],
    grooves: [
      [(.kick, "o..o..o..o.."), (.pedalHat, "...X.....X.."), (.ride, "X..X.xX..X.x")],
      [(.kick, "X.....x....."), (.snare, "...x.....x.x"), (.closedHat, "x..X.xx..X.x")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R..R..3..3..", "R..3..5..3.."], lowest: 33),
      .chords([.strummed, .upright], ["x..x..x..x..", ".....x.....x"]),
      .chords([.brass], ["x....x......", "......x..x.."], lowest: 58, from: 2), .lead([.brass], from: 3),
    ],
    progressions: .jazz, looseness: 3...10)
}
