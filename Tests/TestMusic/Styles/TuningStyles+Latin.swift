extension Style {
  static let montuno = Style(
    name: "montuno", family: "latin", split: .tuning, tempo: 86...112, otherTaps: [2],
    grooves: [
      [
        (.clave, "x..x...x..x.x..."), (.lowConga, "......xx......xx"), (.highConga, "x.x-X.x-x.x-X.x-"),
        (.cowbell, "X.x.X.xxX.x.X.xx"), (.surdo, "......o......o.."),
      ],
      [
        (.clave, "..x.x...x..x..x."), (.lowConga, "......xx.x....xx"), (.surdo, "......o.......o."),
        (.cowbell, "X...x...X...x.x."),
        (.shaker, "x.xxx-xxx.xxx-xx"),
      ],
    ],
    kits: [.carnival],
    parts: [
      .bass([.fingeredBass], ["...R__5_...R__5_", "R_....5_____8___"]),
      .chords([.upright], ["x.xx.xx..xx.xx.x", "0.12.30..12.31.2"], level: 0.45), .lead([.brass]),
      .voice([.singerAh]),
    ],
    looseness: 3...10)

  static let chaCha = Style(
    name: "cha-cha", family: "latin", split: .tuning, tempo: 104...128,
    grooves: [
      [
        (.cowbell, "X...X...X...X.x."), (.highConga, "..x...x...x....."), (.lowConga, "............X.X."),
        (.shaker, "x.o.x.o.x.o.x.o."), (.surdo, "o.......o......."),
      ],
      [
        (.kick, "X...........x.x."), (.rim, "....x.......x..."), (.cowbell, "x.x.x.x.x.x.x.x."),
        (.highConga, "....X.......x.x."),
      ],
    ],
    kits: [.carnival],
    parts: [
      .bass([.fingeredBass], ["R_....5_8_..5_5_", "R...R.3.5...5.6."]),
      .chords([.upright, .nylon], ["....x.x.....x...", "x...x...x...x.x."]), .lead([.flute, .brass]),
      .voice([.singerAh]),
    ],
    looseness: 3...9)

  static let bolero = Style(
    name: "bolero", family: "latin", split: .tuning, tempo: 76...104,
    grooves: [
      [
        (.shaker, "x.xxx.x.x.x.x.x."), (.highConga, "x.......x.x....."), (.lowConga, "......x.....X.X."),
        (.surdo, "o...........o..."),
      ],
      [(.rim, "x..xx...x...x..."), (.kick, "X.......x.......")],
    ],
    kits: [.carnival],
    parts: [
      .bass([.fingeredBass], ["R_______5___3___", "R_____5_8_____5_"]),
      .chords([.nylon, .upright], ["b.123.2.3.2.1.2.", "x...x.x.x...x.x."], level: 0.45),
      .voice([.singerAh]), .lead([.strings], from: 3),
    ],
    progressions: .jazz, looseness: 3...12)

  static let merengue = Style(
    name: "merengue", family: "latin", split: .tuning, tempo: 120...164, meter: .two, otherTaps: [0.5],
    grooves: [
      [(.kick, "X...X..-"), (.shaker, "x-xxx-xx"), (.lowConga, "x....xxx")],
      [(.kick, "X..-X..."), (.cowbell, "x.xxx.xx"), (.snare, "-.x.-.xxx.x.-.x.")],
    ],
    kits: [.carnival],
    parts: [
      .bass([.fingeredBass, .roundBass], ["R.R.5...", "R.R.5.8."]),
      .chords([.upright, .strummed], ["..x.x.xx", "x.xxx.x."]), .lead([.brass]), .voice([.singerAh]),
    ],
    looseness: 2...8)

  static let soca = Style(
    name: "soca", family: "latin", split: .tuning, tempo: 112...162,
    grooves: [
      [(.kick, "X..xX..xX..xX..x"), (.snare, "...x..x....x..x."), (.cowbell, "x.x.x.x.x.x.x.x.")],
      [(.kick, "X...X...X...X..."), (.snare, "...x..xx...x..xx"), (.tambourine, "..x...x...x...x.")],
    ],
    kits: [.studio],
    parts: [
      .bass([.squareBass, .fingeredBass], ["R..R..5.R..R..8.", "R.....R.5.....5."]),
      .chords([.brass, .saw], ["...x..x....x..x.", "x..x..x...x...x."]), .lead([.brass]), .voice([.singerAh]),
    ],
    looseness: 1...6)

  static let baiao = Style(
    name: "baião", family: "latin", split: .tuning, tempo: 88...116, meter: .two, otherTaps: [2],
    grooves: [
      [(.surdo, "X..x...."), (.snare, "--x--xx-"), (.tambourine, "x.xxx.xx")],
      [(.surdo, "X..X..x."), (.cowbell, "..x...x."), (.shaker, "xxxxxxxx")],
    ],
    kits: [.carnival],
    parts: [
      .bass([.tuba, .fingeredBass], ["R..R..5.", "R..8...."]),
      .chords([.nylon, .organ], ["..x.x.x.", "x.x..xx."]), .lead([.flute], from: 1), .voice([.singerAh]),
    ],
    progressions: .vamp, looseness: 3...10)

  static let rumba = Style(
    name: "rumba flamenca", family: "latin", split: .tuning, tempo: 96...128,
    grooves: [
      [(.clap, "..x.x.x...x.x.x."), (.kick, "X.....X...X....."), (.shaker, "x.x.x.x.x.x.x.x.")],
      [(.clap, "....X..x....X..x"), (.kick, "X..X....x.x.....")],
    ],
    kits: [.studio],
    parts: [
      .bass([.fingeredBass], ["R..R....R..5....", "R.....5.R...5.3."]),
      .chords([.nylon, .strummed], ["X..x..x.X..x.xx.", "X.xx.xX.x.xx.xx."], lowest: 45, level: 0.55),
      .voice([.singerAh]), .lead([.nylon], from: 2),
    ],
    looseness: 3...11)
}
