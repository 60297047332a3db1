extension Style {
  static let stomp = Style(
    name: "soul stomp", family: "funk", split: .tuning, tempo: 108...138,
    grooves: [
      [(.snare, "X...X...X...X..."), (.kick, "X.....x.x.....x."), (.tambourine, "..x...x...x...x.")],
      [(.snare, "x...X...x...X..."), (.kick, "X..x..x.X..x..x."), (.closedHat, "x.x.x.x.x.x.x.x.")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R..R..5.6..6..5.", "R..RR.3.5..55.3."]),
      .chords([.upright, .organ], ["x...x...x...x..x", "....x.......x.x."]),
      .lead([.brass], from: 2), .voice([.singerAh]),
    ],
    looseness: 2...9)

  static let eurobeat = Style(
    name: "eurobeat", family: "electronic", split: .tuning, tempo: 134...160, otherTaps: [0.5],
    grooves: [
      [(.kick, "X..xX...X..xX..."), (.snare, "....X.......X..."), (.openHat, "..X...X...X...X.")],
      [(.kick, "X...X..xX...X.xx"), (.clap, "....X..x....X.x."), (.closedHat, "xxXxxxXxxxXxxxXx")],
    ],
    kits: [.machine],
    parts: [
      .bass([.squareBass], ["RR8.RR8.RR8.RR8.", "R.88R.88R.88R.88"]),
      .chords([.saw, .pulse], ["x..x..x.x..x..x.", "x_______x_x_x___"]).pumped(0.4), .lead([.saw, .pulse]),
      .voice([.singerAh], lowest: 60),
    ],
    looseness: 0...0)

  static let jackSwing = Style(
    name: "jack swing", family: "hip-hop", split: .tuning, tempo: 98...116, swing: (0.5, 0.57...0.67),
    grooves: [
      [(.kick, "X..x..x...xx...."), (.snare, "....X..x.x..X..."), (.closedHat, "xxxxxxxxxxxxxxxx")],
      [
        (.kick, "X.x....x..x..x.."), (.clap, "....X.......X.x."), (.openHat, "..x.......x....."),
        (.closedHat, "x-xxx-xxx-xxx-xx"),
      ],
    ],
    kits: [.machine, .dusty],
    parts: [
      .bass([.squareBass, .roundBass], ["R..R.8....RR..7.", "R.....R..7R....5"]),
      .chords([.electricPiano, .brass], ["x..x....x....x..", "x_____....xx...."]),
      .voice([.singerAh]), .lead([.saw], from: 3),
    ],
    progressions: .vamp, barsPerChord: [1, 2], looseness: 0...4)

  static let tripHop = Style(
    name: "trip-hop", family: "electronic", split: .tuning, tempo: 70...94, otherTaps: [2],
    swing: (0.5, 0.5...0.6),
    grooves: [
      [(.kick, "X.......x.x....."), (.snare, "....X..-....X..-"), (.ride, "x.x.x.xxx.x.x.x.")],
      [(.kick, "X.x....x..X....."), (.snare, "....X.......X..."), (.closedHat, "x.-.x.x.x.-.x.xx")],
      [(.kick, "X....x....x..x.."), (.rim, "....X...-...X-..")],
    ],
    kits: [.dusty],
    parts: [
      .bass([.roundBass], ["R____...R.__3_5_", "R_______..7_R___"], lowest: 28),
      .chords([.electricPiano, .strings], ["x_______________", "x_____x___......"]),
      .lead([.flute, .choirAh]), .voice([.singerAh]),
    ],
    progressions: .vamp, barsPerChord: [1, 2], looseness: 2...10, room: 0.6...2)

  static let industrial = Style(
    name: "industrial", family: "electronic", split: .tuning, tempo: 92...128,
    grooves: [
      [(.kick, "X...X.X.X...X.XX"), (.snare, "..X...x...X....."), (.cowbell, "x..x..x..x..x...")],
      [(.kick, "XX..X.X.XX..X..."), (.clap, "....X.......X..."), (.rim, "..x..x....x..x..")],
    ],
    kits: [.machine],
    parts: [
      .bass([.squareBass], ["RRRRRRRRRRRR3333", "R.RR.RR.R.RR.R8."], drive: 3),
      .chords([.saw], ["x_x_.___x_x_....", "X...............", "x___x___x___x_x_"], lowest: 45).driven(3),
      .lead([.pulse], from: 3),
    ],
    progressions: .vamp, looseness: 0...1)

  static let bounce = Style(
    name: "bounce", family: "hip-hop", split: .tuning, tempo: 88...106, otherTaps: [2],
    grooves: [
      [(.kick, "X.x...x.X.x....."), (.clap, "....X.......X..."), (.closedHat, "x.xxx.xxxxxxx.xx")],
      [(.kick, "X..X..X.....x..."), (.snare, "....X..x..x.X..."), (.cowbell, "x...x...x...x...")],
    ],
    kits: [.machine],
    parts: [
      .bass([.roundBass], ["R..R..R.....5...", "R_______R__R____"], lowest: 26),
      .chords([.pulse, .brass], ["x..x..x...x.....", "0...3...2..1...."]), .voice([.singerAh]),
    ],
    progressions: .vamp, looseness: 0...3)

  static let steppers = Style(
    name: "steppers", family: "reggae", split: .tuning, tempo: 122...146, otherTaps: [0.5],
    grooves: [
      [(.kick, "X...X...X...X..."), (.rim, "........X......."), (.closedHat, "..x...x...x...xx")],
      [(.kick, "X...x...X...x..."), (.snare, "........X.....x."), (.shaker, "x.o.x.o.x.o.x.o.")],
    ],
    kits: [.studio, .dusty],
    parts: [
      .bass([.roundBass], ["R___R_5_8___5_3_", "R_R_..3_5_5_...."], lowest: 28),
      .chords([.organ, .muted], ["....x.......x...", "....x.x.....x.x."]), .lead([.flute, .brass]),
      .voice([.singerAh]),
    ],
    progressions: .vamp, looseness: 2...9, room: 0.6...1.8)

  static let surf = Style(
    name: "surf", family: "rock", split: .tuning, tempo: 138...176, otherTaps: [0.5],
    grooves: [
      [(.kick, "X.......X......."), (.snare, "....X.X.....X..."), (.ride, "X.x.X.x.X.x.X.x.")],
      [(.kick, "X.....x.X...x..."), (.snare, "....X.......X.X."), (.lowTom, "..x.....x.x.....")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R...R...5...5...", "R.R.3.3.5.5.6.6."]),
      .chords([.strummed], ["x.x.X.x.x.x.X.x.", "..x.X.....x.X..."], lowest: 47),
      .lead([.muted, .saw], from: 1),
    ],
    looseness: 3...10, room: 0.5...1.6)

  static let grunge = Style(
    name: "grunge", family: "rock", split: .tuning, tempo: 76...124,
    grooves: [
      [(.kick, "X.x.....X.xx...."), (.snare, "....X.......X..."), (.crash, "X...x...x...x...")],
      [(.kick, "XX....x..xX....."), (.snare, "....X.......X.-."), (.openHat, "X.x.X.x.X.x.X.x.")],
      [(.kick, "X.......X.x....."), (.snare, "....X.......X..."), (.lowTom, "..x...x...x...xx")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R.RR..R.R.RR..5.", "R_____R_5___6___"]),
      .chords([.strummed], ["X.xX..X.x.xX..x.", "X___X_X_..X_X___"], lowest: 43).driven(6).placed(-0.4),
      .chords([.strummed], ["X___X_X_..X_X___"], lowest: 43, from: 3).driven(5).placed(0.5),
      .voice([.singerAh]),
    ],
    looseness: 3...12)

  static let stadium = Style(
    name: "stadium", family: "rock", split: .tuning, tempo: 66...92, otherTaps: [2],
    grooves: [
      [(.kick, "X.x.....X.x....."), (.clap, "....X.......X...")],
      [(.kick, "X.......X.x....."), (.snare, "....X.......X..."), (.closedHat, "X...X...X...X...")],
      [(.kick, "X.....x...X....."), (.snare, "....X.......X..."), (.ride, "x.x.x.x.x.x.x.x.")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R_______R_______", "R.R.R.R.R.R.R.5."]),
      .chords([.strummed, .organ], ["X_______X_______", "X_______....X_x_"], lowest: 45).driven(4),
      .chords([.strings, .choirAh], ["x_______________"], level: 0.2, from: 3), .voice([.singerAh]),
      .lead([.saw], from: 3),
    ],
    looseness: 2...9, room: 0.7...2)
}
