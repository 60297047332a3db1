extension Style {
  static let worldFamilies: [Style] = [
    Style(
      name: "walking swing", family: "jazz", split: .tuning, tempo: 96...216, meter: .shuffle,
      otherTaps: [0.5],
      grooves: [
        [(.ride, "X..X.xX..X.x"), (.pedalHat, "...X.....X..")],
        [(.ride, "X..x.xX..x.x"), (.pedalHat, "...x.....x.."), (.kick, "o..o..o..o..")],
        [(.closedHat, "o..X.xo..X.x"), (.kick, "x.....x.....")],
        [(.snare, "o..x.oo..x.o"), (.pedalHat, "...X.....X..")],
        [(.ride, "X..X..X..X.."), (.pedalHat, "...x.....x.."), (.rim, ".........x..")],
      ],
      kits: [.studio, .dusty],
      parts: [
        .bass([.fingeredBass], ["R..3..5..6..", "R..5..8..5..", "R..3..5..7..", "8..6..5..3.."], lowest: 30),
        .chords(
          [.upright, .nylon, .electricPiano],
          ["x.....x.....", "x..x..x..x..", "...x.....x..", "x....x......", ".....x.....x", "x___________"]),
        .chords([.brass, .strings], ["x____.......", "x___________"], level: 0.22, from: 2),
        .lead([.brass, .flute]),
      ],
      progressions: .jazz, looseness: 3...11),
    Style(
      name: "two beat swing", family: "jazz", split: .tuning, tempo: 96...200, meter: .shuffle,
      otherTaps: [0.5],
      grooves: [
        [(.kick, "X.....X....."), (.snare, "...x.....x.."), (.closedHat, "x..x.xx..x.x")],
        [(.kick, "x.....x....."), (.ride, "X..X.xX..X.x"), (.pedalHat, "...x.....x..")],
        [(.kick, "X.....X....."), (.rim, "...X.....X.."), (.ride, "x..x.xx..x.x")],
      ],
      kits: [.studio, .dusty],
      parts: [
        .bass([.fingeredBass, .tuba], ["R.....5.....", "R.....3.....", "R.....5..a.."], lowest: 30),
        .chords(
          [.upright, .nylon, .strummed], ["...x.....x..", "x..x..x..x..", "...x.....x.x"], level: 0.38),
        .lead([.brass, .flute]), .chords([.brass], ["..x.........", "......x.x..."], level: 0.25, from: 2),
      ],
      progressions: .jazz, looseness: 3...11),
    Style(
      name: "slow swing", family: "jazz", split: .tuning, tempo: 60...110, meter: .shuffle, otherTaps: [2],
      grooves: [
        [(.ride, "X..X.xX..X.x"), (.pedalHat, "...x.....x.."), (.kick, "o.....o.....")],
        [(.snare, "o-oo-oo-oo-o"), (.pedalHat, "...x.....x..")],
      ],
      kits: [.studio, .dusty],
      parts: [
        .bass([.fingeredBass], ["R.....5.....", "R..3..5..3..", "R__________."], lowest: 30),
        .chords([.upright, .electricPiano], ["x_____x_____", "x...._x.....", "x___________"]),
        .lead([.brass, .flute]), .chords([.strings], ["x___________"], level: 0.22),
      ],
      progressions: .jazz, looseness: 4...12),
    Style(
      name: "swing in three", family: "jazz", split: .tuning, tempo: 110...190,
      meter: Meter(name: "3/4", beats: 3, division: 3), otherTaps: [1.0 / 3],
      grooves: [
        [(.ride, "X..X.xX.."), (.pedalHat, "...x..x..")],
        [(.ride, "X..x.xx.x"), (.kick, "x........"), (.pedalHat, "...x.....")],
        [(.kick, "X........"), (.snare, "...o..o.."), (.ride, "x..x.xx.x")],
      ],
      kits: [.studio, .dusty],
      parts: [
        .bass([.fingeredBass], ["R........", "R..3..5..", "R.....5.."], lowest: 30),
        .chords([.upright, .nylon, .electricPiano], ["...x..x..", "x....x...", "x________"]),
        .lead([.brass, .flute]),
      ],
      progressions: .jazz, looseness: 3...11),
    Style(
      name: "boogie", family: "jazz", split: .tuning, tempo: 92...168, meter: .shuffle,
      grooves: [
        [(.kick, "X.....X....."), (.snare, "...X.....X.."), (.ride, "X.xX.xX.xX.x")],
        [(.kick, "X..X..X..X.."), (.snare, "...x.....x.."), (.closedHat, "x.xx.xx.xx.x")],
        [(.kick, "X.....x....x"), (.snare, "...X.....X.."), (.ride, "x..x.xx..x.x")],
      ],
      kits: [.studio, .dusty],
      parts: [
        .bass([.fingeredBass, .upright], ["R.R3.35.56.5", "R..3..5..6..", "R.83.85.86.8"]),
        .chords(
          [.upright, .strummed], ["...x.....x..", "x..x..x..x..", "x.xx.xx.xx.x", "x..........."], level: 0.35
        ),
        .chords([.organ], ["x___________"], level: 0.2), .lead([.saw]),
      ],
      progressions: .blues, looseness: 3...11),
    Style(
      name: "slow blues", family: "blues", split: .tuning, tempo: 54...84, meter: .twelveEight,
      otherTaps: [3],
      grooves: [
        [(.kick, "X.....X....."), (.snare, "...X.....X.."), (.ride, "xxxxxxxxxxxx")],
        [(.kick, "X....xX....."), (.rim, "...X.....X.."), (.closedHat, "xooxooxooxoo")],
      ],
      kits: [.studio, .dusty],
      parts: [
        .bass([.fingeredBass], ["R..3..5..6..", "R....RR....5", "R..R..5..5.."]),
        .chords([.upright, .organ], ["x_____x_____", "xxxxxxxxxxxx", "..x..x..x..x"], level: 0.35),
        .lead([.saw]),
      ],
      progressions: .blues, looseness: 3...12),
    Style(
      name: "tango march", family: "latin", split: .tuning, tempo: 104...132,
      grooves: [
        [(.snare, "x...x...x...x.x-"), (.kick, "x.......x.......")], [(.rim, "x...x...x.x.x...")],
        [(.snare, "X...x...x...xrx.")],
      ],
      kits: [.studio, .parade],
      parts: [
        .bass([.fingeredBass, .upright], ["R...5...R...5...", "R.....R.5...R...", "R...R...R...R.a."]),
        .chords(
          [.upright, .organ, .strings], ["X...X...X...X...", "X...X...X.X.X...", "X..X..X.X......."],
          level: 0.4),
        .lead([.strings, .flute]),
      ],
      progressions: .classical, looseness: 3...10),
    Style(
      name: "beguine", family: "latin", split: .tuning, tempo: 96...132,
      grooves: [
        [(.kick, "X.....x.X.....x."), (.rim, "..x...x...x...x."), (.shaker, "x.xxx.x.x.x.x.x.")],
        [(.clave, "x.....x.....x..."), (.shaker, "x.x.x.x.x.x.x.x."), (.lowConga, "............x.x.")],
        [(.kick, "X.....x.x......."), (.highConga, "..x...x...x.x.x."), (.closedHat, "x.x.x.x.x.x.x.x.")],
      ],
      kits: [.carnival],
      parts: [
        .bass(
          [.fingeredBass], ["R_____5_R_____5_", "R_____5_5_____R_", "R_____R_5___5___", "R_____3_5_______"]),
        .chords(
          [.nylon, .upright],
          ["x.x.x.x.x.x.x.x.", "..x.x.x...x.x.x.", "x..x..x...x.x...", "x.x..x.xx.x..x.x"], level: 0.4),
        .chords([.strings], ["x_______________"], level: 0.2), .lead([.flute]),
      ],
      looseness: 2...9),
    Style(
      name: "clave", family: "latin", split: .tuning, tempo: 150...200, otherTaps: [0.5],
      grooves: [
        [
          (.clave, "x.....x.....x.......x...x......."), (.cowbell, "X...x...X...x..."),
          (.highConga, "....x.......x.x."), (.shaker, "x.x.x.x.x.x.x.x."),
        ],
        [
          (.clave, "....x...x.......x.....x.....x..."), (.cowbell, "X...x.x.X...x.x."),
          (.lowConga, "............x.x."),
        ],
        [
          (.clave, "x.....x.......x.....x...x......."), (.closedHat, "x.x.x.x.x.x.x.x."),
          (.highConga, "....x.......x.x."),
        ],
      ],
      kits: [.carnival],
      parts: [
        .bass([.fingeredBass], ["......5_____R___", "R_____5_____R___", "R_____5_____8___"]),
        .chords(
          [.upright, .nylon],
          [
            "x.x.x...x.x...x.x...x.x...x.x...", "x...x.x...x.x.x...x.x.x...x.x.x.",
            "0...1.2...0.1.2...0.1.2...0.1.2.",
          ], level: 0.45),
        .chords([.brass], ["............x...", "x.....x........."], level: 0.25, from: 2),
      ],
      barsPerChord: [1, 2], looseness: 2...9),
    Style(
      name: "soft bossa", family: "latin", split: .tuning, tempo: 108...156, otherTaps: [0.5],
      grooves: [
        [
          (.kick, "X.....x.X.....x."), (.rim, "x.....x.....x.......x.....x....."),
          (.closedHat, "x.x.x.x.x.x.x.x."),
        ],
        [(.kick, "x.....x.x.....x."), (.rim, "x.....x...x....."), (.shaker, "x.o.x.o.x.o.x.o.")],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass], ["R_____R_5_____5_", "R_____5_5_____8_"]),
        .chords(
          [.nylon],
          ["x...x.....x...x.....x.....x...x.", "x..x..x...x..x..", "x.....x...x.....x...x.....x...x."],
          level: 0.45),
        .chords([.strings, .electricPiano], ["x_______________"], level: 0.2), .lead([.flute]),
      ],
      progressions: .jazz, looseness: 2...9),
    Style(
      name: "calypso", family: "latin", split: .tuning, tempo: 96...128,
      grooves: [
        [
          (.kick, "X.......X......."), (.snare, "..x...x...x...xx"), (.cowbell, "x..x..x.x..x..x."),
          (.closedHat, "x.x.x.x.x.x.x.x."),
        ],
        [(.kick, "X...X...X...X..."), (.snare, "...x..x....x..x."), (.shaker, "xoxoxoxoxoxoxoxo")],
      ],
      kits: [.carnival],
      parts: [
        .bass([.fingeredBass], ["R.....3.5...3...", "R..R..5...5.3...", "R...5.....5.R..."]),
        .chords(
          [.nylon, .muted, .electricPiano], ["..x..x....x..x..", "x..x..x.x..x..x.", "..x...x...x...x."],
          level: 0.4), .lead([.flute, .pulse]),
      ],
      looseness: 2...9),
    Style(
      name: "alternating bass", family: "folk", split: .tuning, tempo: 76...150,
      grooves: [
        [(.kick, "X.......X......."), (.snare, "....x.......x..."), (.closedHat, "x.x.x.x.x.x.x.x.")],
        [(.kick, "X.......x......."), (.rim, "....X.......X...")],
        [(.kick, "X.......X......."), (.snare, "x-X-x-X-x-X-x-X-")],
        [(.kick, "x...x...x...x..."), (.snare, "..X...X...X...X.")],
        [(.tambourine, "....x.......x...")],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass], ["R.......5.......", "R___....5___....", "R.......5...3..."]),
        .chords(
          [.strummed, .nylon],
          ["....x.......x...", "....x.x.....x.x.", "....X...x...X.x.", "x...x.x.x...x.x."], level: 0.45),
        .chords(
          [.nylon, .strummed], ["0.1.2.1.0.1.2.1.", "b.1.2.1.b.1.2.1.", "....x.x.....x.xx"], level: 0.35),
        .lead([.strings, .flute]),
      ],
      looseness: 2...10),
    Style(
      name: "country shuffle", family: "folk", split: .tuning, tempo: 92...150, meter: .shuffle,
      grooves: [
        [(.kick, "X.....X....."), (.snare, "...x.....x.."), (.closedHat, "x.xx.xx.xx.x")],
        [(.kick, "X.....X....."), (.snare, "x.oX.ox.oX.o")],
        [(.kick, "X.....X....."), (.rim, "...X.....X.."), (.ride, "x.xx.xx.xx.x")],
      ],
      kits: [.studio],
      parts: [
        .bass([.fingeredBass], ["R.....5.....", "R_____5_____", "R.....5..3.."]),
        .chords([.strummed, .nylon], ["...x.....x..", "...X.x...X.x", "x..x.xx..x.x"], level: 0.45),
        .lead([.strings, .flute]),
      ],
      looseness: 2...10),
    Style(
      name: "country in three", family: "folk", split: .tuning, tempo: 84...170, meter: .three,
      grooves: [
        [(.kick, "X..........."), (.snare, "....x...x..."), (.closedHat, "x...x...x...")],
        [(.kick, "X..........."), (.rim, "....x...x...")],
        [(.kick, "x..........."), (.snare, "....o...o.o.")],
      ],
      kits: [.studio],
      parts: [
        .bass(
          [.fingeredBass],
          ["R...........R...........", "R...........5...........", "R_______....5_______...."]),
        .chords([.strummed, .nylon], ["....X...X...", "....x...x.x.", "b...x.x.x.x."], level: 0.5),
        .chords([.organ, .strings], ["....x...x..."], level: 0.25, from: 2), .lead([.strings, .flute]),
      ],
      looseness: 2...10),
    Style(
      name: "quick two", family: "folk", split: .tuning, tempo: 108...140, meter: .two, otherTaps: [2],
      grooves: [
        [(.kick, "X...X..."), (.snare, "..X...X.")],
        [(.kick, "X...x..."), (.snare, "..x...x."), (.closedHat, "x.x.x.x.")],
        [(.kick, "X...X..."), (.snare, "..x-..x-"), (.rim, "..x...xx")],
      ],
      kits: [.studio, .parade],
      parts: [
        .bass([.tuba, .fingeredBass], ["R...5...", "R...5.3.", "R___5___"]),
        .chords([.organ, .strummed, .nylon], ["..X...X.", "..x...x.", "..x.x.x."], level: 0.45),
        .lead([.organ, .flute]),
      ],
      progressions: .classical, looseness: 2...10),
    Style(
      name: "picked ballad", family: "folk", split: .tuning, tempo: 72...124, otherTaps: [2],
      parts: [
        .chords(
          [.nylon, .strummed],
          ["b...2.1.3.1.2.1.", "b.2.1.2.b.2.1.2.", "b.1.2.1.3.1.2.1.", "b...x...b...x.x."], level: 0.55),
        .bass([.fingeredBass], ["R_______5_______", "R___________5___"]), .lead([.flute]),
      ],
      looseness: 3...12),
  ]
}
