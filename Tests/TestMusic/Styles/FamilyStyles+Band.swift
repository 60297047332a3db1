/// Styles that only families of music are learned from, so that each family has many.
extension Style {
  static let bandFamilies: [Style] = [
    Style(
      name: "rock and roll", family: "rock", split: .tuning, tempo: 132...184, otherTaps: [0.5],
      grooves: [
        [(.kick, "X.......X.x....."), (.snare, "....X.......X.x."), (.ride, "x.x.x.x.x.x.x.x.")],
        [(.kick, "X...x...X...x..."), (.snare, "....X.......X..."), (.closedHat, "x.x.x.x.x.x.x.x.")],
        [(.kick, "X.......x......."), (.snare, "....X...x.x.X..."), (.closedHat, "X...X...X...X...")],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass], ["R...3...5...6...", "R...R...5...6...", "R.R.3.3.5.5.6.6."]),
        .chords(
          [.upright, .strummed], ["x.x.x.x.x.x.x.x.", "x...x...x...x...", "..x...x...x...x."], level: 0.35),
        .chords([.strummed], ["x.x.o.o.x.x.o.o.", "X...........x..."], lowest: 45).driven(2),
        .voice([.singerAh]),
      ],
      looseness: 2...9),
    Style(
      name: "eighth rock", family: "rock", split: .tuning, tempo: 100...148,
      grooves: [
        [(.kick, "X.......X.x....."), (.snare, "....X.......X..."), (.closedHat, "X.x.X.x.X.x.X.x.")],
        [(.kick, "X...x...X.x.x..."), (.snare, "....X.......X..."), (.openHat, "X.x.X.x.X.x.X.x.")],
        [(.kick, "X.....x.X.x....."), (.snare, "....X.......X..."), (.ride, "X...X...X...X...")],
        [(.kick, "X.x.....X.x....."), (.snare, "....X.......X..."), (.crash, "X...X...X...X...")],
      ],
      kits: [.studio],
      parts: [
        .bass(
          [.fingeredBass], ["RRRRRRRRRRRRRRRR", "R.R.R.R.R.R.R.8.", "R.....R.R.....R.", "R.R.R.R.5.5.5.5."]),
        .chords(
          [.strummed, .saw],
          ["X_______________", "X_______X_______", "X.X.X.X.X.X.X.X.", "X_____X_______X_"], lowest: 40
        )
        .driven(6),
        .chords([.strummed], ["x.x.x.x.x.x.x.x.", "X___X___X___X___"], lowest: 45).driven(3),
        .voice([.singerAh]),
      ],
      looseness: 2...9),
    Style(
      name: "shuffle rock", family: "rock", split: .tuning, tempo: 112...148, meter: .shuffle,
      grooves: [
        [(.kick, "X.....X.x..."), (.snare, "...X.....X.."), (.closedHat, "X.xX.xX.xX.x")],
        [(.kick, "X.x...X....."), (.snare, "...X.....X.."), (.openHat, "X..X..X..X..")],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass], ["R.RR.RR.RR.R", "R.R5.56.65.5"]),
        .chords([.strummed], ["X.xX.xX.xX.x", "X_____X_____"], lowest: 42).driven(5), .voice([.singerAh]),
        .chords([.strummed, .organ], ["x___________", "x..x..x..x.."], level: 0.25, from: 2).driven(2.2),
      ],
      looseness: 2...9),
    Style(
      name: "slow twelve rock", family: "rock", split: .tuning, tempo: 62...84, meter: .twelveEight,
      otherTaps: [3],
      grooves: [
        [(.kick, "X....xX....."), (.snare, "...X.....X.."), (.closedHat, "XxxXxxXxxXxx")],
        [(.kick, "X.x...X.x..."), (.snare, "...X.....X.x"), (.ride, "x.xx.xx.xx.x")],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass], ["R....RR.....", "R__R__R__R__"]),
        .chords([.strummed], ["X_____X_____", "xxxxxxxxxxxx"], lowest: 42).driven(5), .voice([.singerAh]),
      ],
      looseness: 2...10),
    Style(
      name: "double kick", family: "rock", split: .tuning, tempo: 120...180, otherTaps: [0.5],
      grooves: [
        [(.kick, "X.xxX.xxX.xxX.xx"), (.snare, "....X.......X..."), (.crash, "X.......X.......")],
        [(.kick, "X.xxX.x.X.xxX.x."), (.snare, "....X.......X..."), (.closedHat, "X.X.X.X.X.X.X.X.")],
        [(.kick, "XxXx..XxXxXx...."), (.snare, "....X.......X..."), (.ride, "X...X...X...X...")],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass], ["R.RRR.RRR.RRR.RR", "RRRR..RRRRRR...."], drive: 1.5),
        .chords([.strummed, .saw], ["X.xxX.xxX.xxX.xx", "X_______________", "X...X.X...X.X..."], lowest: 38)
          .driven(9),
        .chords([.strummed], ["X_______X_______"], lowest: 38).driven(9).placed(0.6),
      ],
      looseness: 1...6),
    Style(
      name: "eighth pop", family: "pop", split: .tuning, tempo: 92...130,
      grooves: [
        [(.kick, "X.......X......."), (.snare, "....X.......X..."), (.closedHat, "x.x.x.x.x.x.x.x.")],
        [(.kick, "X.....x.x......."), (.snare, "....X.......X..."), (.closedHat, "x.o.x.o.x.o.x.o.")],
        [
          (.kick, "X......xX......."), (.snare, "....X.......X..."), (.closedHat, "x.x.x.x.x.x.x.x."),
          (.tambourine, "....x.......x..."),
        ],
        [(.kick, "X...x..xX...x..."), (.snare, "....X.......X..."), (.closedHat, "x.x.x.x.x.x.x.x.")],
      ],
      kits: [.studio],
      parts: [
        .bass(
          [.fingeredBass, .roundBass],
          ["R.....R.R.......", "R.....R.5.......", "R...R...R...R...", "R.......R.....5."]),
        .chords(
          [.upright, .electricPiano],
          ["x.....x...x.....", "x...x...x...x...", "x_____x_____x___", "x_______x_______"]),
        .chords(
          [.nylon, .muted], ["0.1.2.1.0.1.2.1.", "0.2.1.2.0.2.1.2.", "..x...x...x...x."], level: 0.25, from: 2
        ),
        .chords([.strings, .warmPad], ["x_______________"], level: 0.2, from: 1), .voice([.singerAh]),
      ],
      looseness: 1...8),
    Style(
      name: "sixteenth pop", family: "pop", split: .tuning, tempo: 84...116,
      grooves: [
        [(.kick, "X.....x.x.x....."), (.snare, "....X.......X..."), (.closedHat, "xxxxxxxxxxxxxxxx")],
        [(.kick, "X..x....x.x....."), (.snare, "....X.......X..."), (.closedHat, "XoxoXoxoXoxoXoxo")],
        [
          (.kick, "X......x..x....."), (.snare, "....X.......X..."), (.shaker, "xoxoxoxoxoxoxoxo"),
          (.closedHat, "x...x...x...x..."),
        ],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass, .roundBass], ["R.....R.R.R.....", "R..R....R.R...5.", "R______R__R_____"]),
        .chords([.electricPiano, .upright], ["x_______x_______", "x..x..x...x..x..", "x_____x___x_____"]),
        .chords([.nylon, .muted], ["0.120.120.120.12", "0121012101210121"], level: 0.22, from: 2),
        .chords([.strings, .warmPad], ["x_______________"], level: 0.2), .voice([.singerAh]),
      ],
      looseness: 1...8),
    Style(
      name: "sixteenth ballad", family: "pop", split: .tuning, tempo: 62...86, otherTaps: [2],
      grooves: [
        [(.kick, "X.....x.x......."), (.snare, "....X.......X..."), (.closedHat, "xoxoxoxoxoxoxoxo")],
        [(.kick, "X......xX......."), (.rim, "....X.......X..."), (.closedHat, "x.o.x.o.x.o.x.o.")],
        [(.kick, "X.........x....."), (.rim, "........X......."), (.closedHat, "x.x.x.x.x.x.x.x.")],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass, .roundBass], ["R______R5_______", "R_____R_R_______", "R_______5_______"]),
        .chords([.electricPiano, .upright], ["x_______________", "0.1.2.3.2.1.2.1.", "x___x___x___x___"]),
        .chords([.nylon], ["0.1.2.1.3.1.2.1.", "b.1.2.1.b.1.2.1."], level: 0.25),
        .chords([.strings, .warmPad], ["x_______________"], level: 0.25), .voice([.singerAh]),
      ],
      looseness: 1...10, room: 0.5...1.6),
    Style(
      name: "quiet ballad", family: "pop", split: .tuning, tempo: 62...88, otherTaps: [2],
      grooves: [
        [(.kick, "X.......x......."), (.rim, "....x.......x..."), (.closedHat, "o.o.o.o.o.o.o.o.")],
        [(.kick, "x...............")],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass], ["R_______5_______", "R______________.", "R_____R_5_______"]),
        .chords(
          [.upright, .nylon], ["x___x___x___x___", "b.1.2.1.3.1.2.1.", "x_______1.2.3.2."], level: 0.4),
        .chords([.strings], ["x_______________"], level: 0.25), .voice([.singerAh]),
      ],
      looseness: 3...12, room: 0.5...1.6),
    Style(
      name: "soul", family: "funk", split: .tuning, tempo: 90...124,
      grooves: [
        [(.kick, "X..x....x.x....."), (.snare, "....X.......X..-"), (.closedHat, "x.x.x.x.x.x.x.x.")],
        [
          (.kick, "X.....x..xx....."), (.snare, "....X..-....X..."), (.closedHat, "x.x.x.x.x.x.x.x."),
          (.tambourine, "....x.......x..."),
        ],
        [(.kick, "X.x....x.xx....."), (.snare, "....X.......X..."), (.closedHat, "xoxoxoxoxoxoxoxo")],
      ],
      kits: [.studio, .dusty],
      parts: [
        .bass([.fingeredBass], ["R..R...5R..R5...", "R.....RR..5.6.5.", "R..R..3...5..53."]),
        .chords([.electricPiano, .organ], ["x.......x.......", "....x.......x...", "x..x......x....."]),
        .chords([.muted], ["....x.......x...", "..x..xx...x..xx."], level: 0.3),
        .chords([.brass], ["......x.......x.", "x..x............"], from: 2),
        .voice([.singerAh]),
      ],
      barsPerChord: [1, 2], looseness: 2...10),
    Style(
      name: "sixteenth funk", family: "funk", split: .tuning, tempo: 92...120, swing: (0.5, 0.5...0.56),
      grooves: [
        [(.kick, "X..X..x...x..x.."), (.snare, "....X..-.-..X..-"), (.closedHat, "xxxxxxxxxxxxxxxx")],
        [
          (.kick, "X.x..x....xx...."), (.snare, "....X..x.-..X.-."), (.closedHat, "x.xxx.xxx.xxx.xx"),
          (.openHat, "......x........."),
        ],
        [(.kick, "XX.....x..x..x.."), (.snare, "....X.--.-..X--."), (.closedHat, "x-x-x-x-x-x-x-x-")],
      ],
      kits: [.studio, .dusty],
      parts: [
        .bass([.fingeredBass, .squareBass], ["R..R..8.7.5.R..8", "RR....8R..7.5...", "R.8..R.7..5.R.7."]),
        .chords([.muted], ["x.xx.x-xx.x-.x-x", "..x-x..x..x-x..x", "-x-xx-x--x-xx-x-"], level: 0.4),
        .chords([.organ, .electricPiano], ["...x..x....x....", "x_______________"]),
        .chords([.brass], ["..........x..x..", "x......x........"], from: 2),
      ],
      progressions: .vamp, barsPerChord: [1, 2], looseness: 2...9),
    Style(
      name: "slow jam", family: "hip-hop", split: .tuning, tempo: 66...98, otherTaps: [2],
      swing: (0.5, 0.5...0.62),
      grooves: [
        [(.kick, "X......x..x....."), (.snare, "....X.......X..."), (.closedHat, "x.xxx.xxx.xxx.xx")],
        [(.kick, "X.x....x.x....x."), (.clap, "....X.......X..."), (.closedHat, "xxxxxxxxxxxxxxxx")],
        [
          (.kick, "X....x....x..x.."), (.rim, "....X.......X..."), (.closedHat, "x.x.x.xxx.x.x.xx"),
          (.shaker, "-x-x-x-x-x-x-x-x"),
        ],
      ],
      kits: [.machine, .dusty],
      parts: [
        .bass(
          [.roundBass, .fingeredBass], ["R______R..R_____", "R..R......5..R..", "R_____..R_7_R___"],
          lowest: 28),
        .chords([.electricPiano], ["x_______________", "x_____x_________", "x..x....x......."]),
        .chords([.strings, .warmPad], ["x_______________"], level: 0.2), .voice([.singerAh]),
      ],
      progressions: .jazz, barsPerChord: [1, 2], looseness: 0...9),
    Style(
      name: "old school", family: "hip-hop", split: .tuning, tempo: 82...112, otherTaps: [2],
      swing: (0.5, 0.5...0.64),
      grooves: [
        [(.kick, "X..x...x..x....."), (.snare, "....X.......X..."), (.closedHat, "x.x.x.x.x.x.x.x.")],
        [(.kick, "X.X.......X..x.."), (.snare, "....X.......X..-"), (.closedHat, "x.x.x.xxx.x.x.x.")],
        [
          (.kick, "X.....xX..x....x"), (.snare, "....X.......X..."), (.closedHat, "X.x.X.x.X.x.X.x."),
          (.cowbell, "....x.......x..."),
        ],
        [
          (.kick, "X......X..X....."), (.clap, "....X.......X..."), (.openHat, "..x...x...x...x."),
          (.closedHat, "x.x.x.x.x.x.x.x."),
        ],
      ],
      kits: [.machine, .dusty],
      parts: [
        .bass(
          [.roundBass, .squareBass], ["R..R......R.....", "R.......R.R...7.", "R.R....R..5....."], lowest: 28),
        .chords([.brass, .pulse], ["x...............", "x..x............"]),
        .chords([.electricPiano, .strings], ["x_______________", "....x.......x..."]), .voice([.singerAh]),
      ],
      progressions: .vamp, barsPerChord: [1, 2], looseness: 0...6),
  ]
}
