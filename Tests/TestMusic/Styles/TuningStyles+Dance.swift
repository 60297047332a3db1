extension Style {
  static let house = Style(
    name: "house", family: "electronic", split: .tuning, tempo: 116...130,
    grooves: [
      [
        (.kick, "X...X...X...X..."), (.clap, "....x.......x..."), (.openHat, "..x...x...x...x."),
        (.closedHat, "x.-ox.-ox.-ox.-o"),
      ],
      [
        (.kick, "X...X...X...X.x."), (.clap, "....X..-....X..."), (.openHat, "..X...X...X...X."),
        (.shaker, "-ox--ox--ox--ox-"),
      ],
    ],
    kits: [.machine],
    parts: [
      .bass([.squareBass, .roundBass], ["..R...R.R.R...R.", "R..R..R...8.R..."]),
      .chords([.organ, .electricPiano], ["x..x..x...x.x...", "..x..x....x..x.."]).pumped(0.5),
      .chords([.warmPad, .strings], ["x_______________"], level: 0.2, from: 2).pumped(0.6),
      .voice([.singerAh]), .lead([.saw], from: 3),
    ],
    progressions: .vamp, barsPerChord: [1, 2], looseness: 0...1)

  static let breakbeat = Style(
    name: "breakbeat", family: "electronic", split: .tuning, tempo: 106...138,
    grooves: [
      [
        (.kick, "X.x.......xx...."), (.snare, "....X..-.-..X..-"), (.closedHat, "x.x.x.x.x.x.xxx."),
      ],
      [
        (.kick, "X.x.......x..x.."), (.snare, "....X..-.-....X."), (.ride, "x.x.x.x.x.x.x.x."),
        (.openHat, "..........o....."),
      ],
    ],
    kits: [.dusty, .machine],
    parts: [
      .bass([.roundBass, .fingeredBass], ["R_____R...5_....", "R..R....8.....7."]),
      .chords([.electricPiano, .strings], ["x.......o.....x.", "x___..x.__......"], from: 2),
      .lead([.pulse, .saw]),
    ],
    progressions: .vamp, barsPerChord: [1, 2], looseness: 0...5)

  static let reggaeton = Style(
    name: "reggaeton", family: "latin", split: .tuning, tempo: 85...102, otherTaps: [2],
    grooves: [
      [(.kick, "X...X...x...x..."), (.snare, "...x..x....x..x."), (.closedHat, "x..-x..-x..-x..-")],
      [
        (.kick, "X...x...X...x..."), (.snare, "...X..X....X..X."), (.shaker, "x-o-x-o-x-o-x-o-"),
        (.clap, "......x.......x."),
      ],
    ],
    kits: [.machine],
    parts: [
      .bass([.roundBass, .squareBass], ["R__R__R_R__R__5_", "R..R..R.........", "R______5R______8"]),
      .chords([.muted, .electricPiano], ["x..x..x.x..x..x.", "0..1..2.0..1..2."]),
      .chords([.warmPad], ["x_______________"], level: 0.18), .voice([.singerAh]), .lead([.flute, .pulse]),
    ],
    looseness: 0...2)

  static let electro = Style(
    name: "electro", family: "electronic", split: .tuning, tempo: 112...132,
    grooves: [
      [
        (.kick, "X..x...x..x....."), (.snare, "....X.......X..."), (.closedHat, "xxoxxxoxxxoxxxox"),
        (.cowbell, "..o..o....o.o..."),
      ],
      [(.kick, "X.....x..x..x..."), (.snare, "....X.......X.x."), (.closedHat, "o.x.o.x.o.x.o.xx")],
    ],
    kits: [.machine],
    parts: [
      .bass([.squareBass], ["R.R.8.R.R.R.7.8.", "RR.RR.8.RR.R7.5."]),
      .chords([.saw, .pulse], ["x.....x.....x...", "0.1.2.1.0.2.1.2."]),
      .lead([.pulse]),
    ],
    progressions: .vamp, looseness: 0...0)

  static let samba = Style(
    name: "samba", family: "latin", split: .tuning, tempo: 92...114, meter: .two, otherTaps: [2],
    grooves: [
      [
        (.surdo, "o...X..."), (.shaker, "x--xx--x"), (.snare, "x.-x-.x-x-x.-x-x"),
        (.tambourine, "x.x.-xx.x.x.-.xx"),
      ],
      [
        (.surdo, "o..-X..x"), (.shaker, "x-xxx-xx"), (.cowbell, "x.x.xx.x.x.xx.x."),
        (.snare, "x-.xx-.xx-.xx-.x"),
      ],
    ],
    kits: [.carnival],
    parts: [
      .bass([.fingeredBass, .tuba], ["R..55..a", "R...5..5"]),
      .chords([.nylon], ["x.x.xx.x.x.xx.x.", "x.xx.x.x"]), .lead([.flute, .brass]), .voice([.singerAh]),
    ],
    progressions: .jazz, looseness: 2...9)

  static let ska = Style(
    name: "ska", family: "reggae", split: .tuning, tempo: 118...158,
    grooves: [
      [(.kick, "X.......X......."), (.rim, "....X.......X..."), (.closedHat, "x.X.x.X.x.X.x.X.")],
      [(.kick, "x...X...x...X..."), (.snare, "....x.......x.o."), (.openHat, "..x...x...x...x.")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R.3.5.6.8.6.5.3.", "R...3...5...6..."]),
      .chords([.strummed, .upright], ["..x...x...x...x."]), .lead([.brass]), .voice([.singerAh]),
    ],
    looseness: 2...8)
}
