extension Style {
  static let floorFamilies: [Style] = [
    Style(
      name: "four on the floor", family: "electronic", split: .tuning, tempo: 114...148,
      grooves: [
        [(.kick, "X...X...X...X..."), (.openHat, "..X...X...X...X."), (.clap, "....X.......X...")],
        [(.kick, "X...X...X...X..."), (.closedHat, "x.X.x.X.x.X.x.X."), (.snare, "....X.......X...")],
        [(.kick, "X...X...X...X..."), (.closedHat, "xxXxxxXxxxXxxxXx"), (.clap, "....X.......X...")],
        [(.kick, "X...X...X...X..x"), (.openHat, "..X...X...X...X."), (.snare, "....X..x.x..X...")],
        [(.kick, "X...X...X...X..."), (.openHat, "..x...x...x...x.")],
      ],
      kits: [.machine],
      parts: [
        .bass(
          [.squareBass, .roundBass],
          [
            "..R...R...R...R.", ".RR..RR..RR..RR.", "R.8.R.8.R.8.R.8.", "..R..RR...R.R.8.",
            "R..R..R.R..R..R.",
          ]),
        .chords(
          [.saw, .pulse, .organ],
          [
            "x..x..x...x..x..", "0.1.2.3.0.1.2.3.", "0120120120120123", "..x...x...x...x.",
            "x.....x...x.....",
          ]
        )
        .pumped(0.5),
        .chords([.warmPad, .strings, .saw], ["x_______________"], level: 0.25).pumped(0.5),
        .lead([.saw, .pulse]),
      ],
      barsPerChord: [1, 2], looseness: 0...1),
    Style(
      name: "machine pulse", family: "electronic", split: .tuning, tempo: 118...150,
      grooves: [
        [(.kick, "X...X...X...X..."), (.closedHat, "..x...x...x...x."), (.cowbell, "x..x..x...x..x..")],
        [(.kick, "X...X...X...X.x."), (.closedHat, "xoxoxoxoxoxoxoxo"), (.rim, "...x..x....x..x.")],
        [(.kick, "X...X...X...X..."), (.snare, "............X.xx"), (.ride, "..x...x...x...x.")],
      ],
      kits: [.machine],
      parts: [
        .bass(
          [.squareBass], ["RRRRRRRRRRRRRRRR", ".RRR.RRR.RRR.RRR", "R.RR.R8.R.RR.R7.", "..RR..RR..RR..RR"]),
        .chords(
          [.pulse, .saw], ["0123012301230123", "0...1...2...1...", "0.2.1.3.0.2.1.3.", "x..x...x..x....."],
          level: 0.28),
        .chords([.warmPad, .strings], ["x_______________"], level: 0.25),
      ],
      progressions: .vamp, barsPerChord: [1, 2, 4], looseness: 0...0),
    Style(
      name: "drift", family: "ambient", split: .tuning, tempo: 80...116, otherTaps: [2],
      grooves: [
        [(.kick, "X...............")], [(.kick, "x.......x......."), (.closedHat, "..o...o...o...o.")],
        [(.kick, "x..x..x...x....."), (.shaker, "-x-x-x-x-x-x-x-x"), (.rim, "....x.......x...")],
      ],
      kits: [.machine],
      parts: [
        .bass([.roundBass, .squareBass], ["R_______________", "R_______R_______", "R.....R.R......."]),
        .chords([.warmPad, .choirAh, .strings], ["x_______________"], level: 0.5),
        .chords(
          [.pulse, .electricPiano], ["0123210301232103", "0.1.2.3.2.1.2.1.", "0..1..2..3..2..."], level: 0.25),
      ],
      progressions: .vamp, barsPerChord: [1, 2], looseness: 0...1, room: 1...3),
    Style(
      name: "dance pop", family: "electronic", split: .tuning, tempo: 110...130,
      grooves: [
        [(.kick, "X...X...X...X..."), (.snare, "....X.......X..."), (.closedHat, "x.xxx.xxx.xxx.xx")],
        [(.kick, "X...X..xX...X.x."), (.clap, "....X.......X..."), (.openHat, "..x...x...x...x.")],
      ],
      kits: [.machine],
      parts: [
        .bass([.squareBass, .roundBass], ["R.8.R.8.R.8.R.8.", "R..R..R...R.8.7.", "R.....R.R.R...R."]),
        .chords([.electricPiano, .saw], ["x..x..x.....x...", "x...x...x...x...", "..x..x....x..x.."]),
        .chords([.strings, .warmPad], ["x_______________"], level: 0.25),
        .chords([.pulse, .muted], ["0.1.2.1.0.1.2.1.", "..xx..x...xx..x."], level: 0.22),
        .lead([.saw]),
      ],
      looseness: 0...2),
    Style(
      name: "oom-pah-pah", family: "classical", split: .tuning, tempo: 96...186, meter: .three,
      grooves: [
        [(.kick, "X..........."), (.closedHat, "....o...o...")],
        [(.kick, "x..........."), (.snare, "....-...-...")],
        [(.kick, "X..........."), (.rim, "....o...o...")],
      ],
      kits: [.parade, .studio],
      parts: [
        .bass(
          [.strings, .fingeredBass, .upright], ["R...........", "R___........", "R...........5..........."]),
        .chords([.strings, .upright, .brass], ["....x...x...", "....X...x..."], level: 0.45),
        .chords([.strings], ["x___________"], level: 0.2, from: 2), .lead([.flute, .strings]),
      ],
      progressions: .classical, looseness: 3...12, room: 0.5...2),
    Style(
      name: "parade", family: "classical", split: .tuning, tempo: 104...128, meter: .two,
      otherTaps: [0.5, 2],
      grooves: [
        [(.kick, "X...X..."), (.snare, "x.xxx.x.")], [(.kick, "X......."), (.snare, "x-xxx-xr")],
        [(.kick, "X...X..."), (.snare, "x.x.x.xx"), (.crash, "x...x...")],
        [(.kick, "X...X..."), (.snare, "xrx.xrx.")],
      ],
      kits: [.parade],
      parts: [
        .bass([.tuba], ["R...5...", "R_..5_..", "R.5.R.5."]),
        .chords([.brass], ["..x...x.", "..x...xx", "x.......", "..X...X."], level: 0.4),
        .lead([.brass, .flute]),
      ],
      progressions: .classical, looseness: 2...10, room: 0.5...1.5),
    Style(
      name: "march in six", family: "classical", split: .tuning, tempo: 100...126, meter: .sixEight,
      grooves: [
        [(.kick, "X..X.."), (.snare, "x.xx.x")], [(.kick, "X....."), (.snare, "..xx.x")],
        [(.kick, "X..X.."), (.snare, "xxxx.x")],
      ],
      kits: [.parade],
      parts: [
        .bass([.tuba], ["R..5..", "R_.5_."]), .chords([.brass], ["..x..x", "x.xx.x"], level: 0.4),
        .lead([.brass, .flute]),
      ],
      progressions: .classical, looseness: 2...10),
    Style(
      name: "broken chords", family: "classical", split: .tuning, tempo: 62...120, otherTaps: [2],
      parts: [
        .chords(
          [.upright, .nylon, .strings],
          [
            "b.1.2.3.4.3.2.1.", "0123432101234321", "b.2.3.4.5.4.3.2.", "b...1...2...3...",
            "b1231231b1231231",
          ], level: 0.55),
        .chords([.strings], ["x_______________"], level: 0.25, from: 2), .lead([.flute, .strings]),
      ],
      progressions: .classical, looseness: 3...12, room: 0.4...1.6),
    Style(
      name: "broken chords in three", family: "classical", split: .tuning, tempo: 72...150, meter: .three,
      parts: [
        .chords(
          [.upright, .nylon, .strings], ["b.1.2.3.2.1.", "b...1...2...", "012321012321", "b.2.3.4.3.2."],
          level: 0.55),
        .chords([.strings], ["x___________"], level: 0.25, from: 2), .lead([.flute, .strings]),
      ],
      progressions: .classical, looseness: 3...12, room: 0.4...1.6),
    Style(
      name: "broken chords in six", family: "classical", split: .tuning, tempo: 44...76, meter: .sixEight,
      otherTaps: [3],
      parts: [
        .chords([.upright, .nylon, .strings], ["b12321", "012321", "b.1.2.", "b23432"], level: 0.55),
        .chords([.strings], ["x_____"], level: 0.25, from: 2), .lead([.flute, .strings]),
      ],
      progressions: .classical, looseness: 3...12, room: 0.4...1.6),
    Style(
      name: "four voices", family: "classical", split: .tuning, tempo: 60...100, otherTaps: [2],
      parts: [
        .bass([.organ, .strings], ["R___R___R___R___", "R___5___R___5___", "R_______R_______"], lowest: 40),
        .chords(
          [.organ, .strings, .choirAh], ["x___x___x___x___", "x_______x_______", "x_______________"],
          level: 0.5),
        .lead([.organ, .strings]),
      ],
      progressions: .classical, looseness: 3...12, room: 0.8...2.5),
    Style(
      name: "lullaby", family: "classical", split: .tuning, tempo: 64...104, meter: .three,
      otherTaps: [1.0 / 3],
      parts: [
        .bass([.strings, .upright], ["R___________", "R_______5___"], lowest: 40),
        .chords(
          [.strings, .upright, .nylon], ["x___________", "....x___x___", "b.1.2.1.2.1."], level: 0.45),
        .lead([.flute, .choirAh]),
      ],
      progressions: .classical, looseness: 3...12, room: 0.5...2),
  ]

  /// What families of music are learned from and judged by: every style, and some that are for nothing else.
  static let families: [Style] = all + bandFamilies + worldFamilies + floorFamilies
}
