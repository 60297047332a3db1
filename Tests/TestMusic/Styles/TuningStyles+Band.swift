extension Style {
  static let rock = Style(
    name: "rock", family: "rock", split: .tuning, tempo: 94...156,
    grooves: [
      [(.kick, "X.....x.X......."), (.snare, "....X.......X..."), (.closedHat, "X.x.X.x.X.x.X.x.")],
      [(.kick, "X..x....X.x....."), (.snare, "....X.......X..x"), (.ride, "X.o.X.o.X.o.X.o.")],
      [(.kick, "X.x...x...x....."), (.snare, "....X.......X..."), (.openHat, "x...x...x...x...")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R.R.R.R.R.R.R.R.", "R.....R.R...5.8."]),
      .chords([.strummed], ["X.x.x.x.X.x.x.x.", "X___..x.X_____x."], lowest: 45).driven(5).placed(-0.5),
      .chords([.strummed], ["X_______X___x___"], lowest: 50, from: 2).driven(3).placed(0.5),
      .voice([.singerAh]), .lead([.saw], from: 3),
    ],
    looseness: 2...10)

  static let funk = Style(
    name: "funk", family: "funk", split: .tuning, tempo: 90...118,
    swing: (0.5, 0.5...0.57),
    grooves: [
      [(.kick, "X.x...x..xx..-.."), (.snare, "-..-X.-.-x..X.--"), (.closedHat, "x.xox.xox.xox.xo")],
      [
        (.kick, "X.....xx..x....."), (.snare, "..--X--x-.--X..-"), (.closedHat, "X-x-X-x-X-x-X-x-"),
        (.openHat, "......x.......x."),
      ],
    ],
    kits: [.studio, .dusty],
    parts: [
      .bass([.fingeredBass], ["R..R..8.R..7.8.a", "R.-R....8R.7..5."]),
      .chords([.muted, .electricPiano], ["x.-x--x-x.-x--x-", "....x..x......x."]).placed(-0.3),
      .lead([.brass], from: 3), .voice([.singerAh]),
    ],
    progressions: .vamp, barsPerChord: [1, 2], looseness: 3...10)

  static let dub = Style(
    name: "dub", family: "reggae", split: .tuning, tempo: 64...82, otherTaps: [2],
    swing: (0.5, 0.5...0.6),
    grooves: [
      [(.kick, "........X......."), (.rim, "........X..-...."), (.closedHat, "x.o.x.o.x.o.x.oo")],
      [(.kick, "X.......X......."), (.snare, "........x....-.."), (.closedHat, "o-x-o-x-o-x-o-x-")],
    ],
    kits: [.studio, .dusty],
    parts: [
      .bass([.roundBass], ["R_..R_5_..8.5_..", "..R_5_R_....R_3_"], lowest: 28),
      .chords([.organ, .muted], ["..x...x...x...x.", "..x.-.x.-.x.-.x."]),
      .lead([.flute, .brass]), .voice([.singerAh]),
    ],
    progressions: .vamp, looseness: 3...12, room: 0.8...2.2)

  static let boomBap = Style(
    name: "boom bap", family: "hip-hop", split: .tuning, tempo: 80...98,
    swing: (0.5, 0.55...0.65),
    grooves: [
      [(.kick, "X......x..x....."), (.snare, "....X.......X..."), (.closedHat, "x.x.x.x.x.x.x.x-")],
      [(.kick, "X..x......xx...."), (.snare, "....X.......X.-."), (.closedHat, "x-x.x.x-x-x.x.x.")],
    ],
    kits: [.dusty],
    parts: [
      .bass([.roundBass, .fingeredBass], ["R______R__R_....", "R...R.....5.7..."]),
      .chords([.electricPiano, .upright], ["x_____..x_......", "x__x__......x..."]),
      .voice([.singerAh]), .lead([.flute], from: 3),
    ],
    progressions: .jazz, looseness: 3...12)

  static let ballad = Style(
    name: "ballad", family: "pop", split: .tuning, tempo: 60...84, otherTaps: [2],
    grooves: [
      [(.kick, "X.....-...x..o.."), (.snare, "....x.......x..."), (.closedHat, "x.o.x.o.x.o.x.o.")],
      [(.kick, "X.....x.x......."), (.rim, "....x.......x..."), (.closedHat, "x...x...x...x...")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass, .roundBass], ["R_______R_____5_", "R__________R5___"]),
      .chords([.upright, .electricPiano], ["x___0_1_2___1_2_", "x_______x_______"]),
      .chords([.strings], ["x_______________"], level: 0.2, from: 2), .voice([.singerAh]),
    ],
    looseness: 3...12, room: 0.5...1.8, wandering: 10)

  static let swingJazz = Style(
    name: "swing jazz", family: "jazz", split: .tuning, tempo: 110...192, meter: .shuffle, otherTaps: [0.5],
    grooves: [
      [
        (.ride, "X..X.xX..X.x"), (.pedalHat, "...x.....x.."), (.kick, "-.....-....."),
        (.snare, ".....-.....-"),
      ],
      [
        (.ride, "x..X.xx..X.x"), (.pedalHat, "...X.....X.."), (.snare, "..-..o...-.."),
        (.kick, "o..-..-..-.."),
      ],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R..3..5..a..", "R..5..6..a..", "8..7..5..3.."], lowest: 33),
      .chords([.upright, .electricPiano], ["x....x......", "..x......x..", "...x....x..."]),
      .lead([.brass, .flute], lowest: 62),
    ],
    progressions: .jazz, looseness: 3...12)

  static let dooWop = Style(
    name: "doo-wop", family: "pop", split: .tuning, tempo: 56...84, meter: .twelveEight, otherTaps: [3],
    grooves: [
      [(.kick, "x.....x..x.."), (.snare, "...x.....x.."), (.ride, "xooxooxooxoo")],
      [(.kick, "X....xX.x..."), (.snare, "...X.....X.o"), (.closedHat, "x.xx.xx.xx.x")],
    ],
    kits: [.studio, .dusty],
    parts: [
      .bass([.fingeredBass, .roundBass], ["R__3__5__6__", "R_____R__5__"]),
      .chords([.upright, .nylon], ["xxxxxxxxxxxx", "012012012012"]),
      .chords([.choirAh], ["x___________"], level: 0.22, from: 2), .voice([.singerAh]),
      .lead([.brass], from: 3),
    ],
    looseness: 3...12, room: 0.5...1.4)

  static let slowSix = Style(
    name: "slow six", family: "pop", split: .tuning, tempo: 48...72, meter: .sixEight, otherTaps: [3, 2],
    grooves: [
      [(.kick, "X....."), (.snare, "...X.."), (.closedHat, "xooxoo")],
      [(.kick, "X....x"), (.snare, "...X..x...X."), (.ride, "x.oxoo")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass, .roundBass], ["R_____", "R____5"]),
      .chords([.upright, .nylon], ["012321", "b12b12"]), .chords([.organ], ["x_____"], level: 0.18, from: 2),
      .voice([.singerAh]), .lead([.saw], from: 3),
    ],
    looseness: 3...11)
}
