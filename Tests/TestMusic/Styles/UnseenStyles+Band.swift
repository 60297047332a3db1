extension Style {
  static let shuffleBlues = Style(
    name: "shuffle blues", family: "blues", split: .unseen, tempo: 82...134, meter: .shuffle,
    grooves: [
      [(.kick, "X.....X....."), (.snare, "...X.....X.."), (.closedHat, "X.ox.oX.ox.o")],
      [(.kick, "X..x..X..x.-"), (.snare, "..-X.-..-X.-"), (.ride, "x.-x.-x.-x.-")],
    ],
    kits: [.stage],
    parts: [
      .bass([.slapBass, .uprightBass], ["R.R3.35.56.6", "R..3..5..6.."]),
      .chords([.clean, .grand], ["x.xx.xx.xx.x", "...x.....x.."]), .lead([.fuzz], lowest: 60).driven(3),
      .voice([.singerEh]),
    ],
    progressions: .blues, looseness: 3...11)

  static let slowSoul = Style(
    name: "slow soul", family: "blues", split: .unseen, tempo: 54...78, meter: .twelveEight, otherTaps: [3],
    grooves: [
      [(.kick, "X....xX....."), (.snare, "...X..-..X.."), (.closedHat, "xxxxxxxxxxxx")],
      [(.kick, "X.....x.x..."), (.rim, "...x.....x.."), (.ride, "x-ox-ox-ox-o")],
    ],
    kits: [.stage, .brushes],
    parts: [
      .bass([.uprightBass, .slapBass], ["R____RR__5_a", "R__R_55__8.."]),
      .chords([.grand], ["xXxxXxxXxxXx", "x__xx_x__xx_"], level: 0.3), .lead([.horns], from: 3),
      .voice([.singerEh, .singerEe]),
    ],
    looseness: 3...12, room: 0.5...1.5)

  static let metal = Style(
    name: "metal", family: "rock", split: .unseen, tempo: 136...192, otherTaps: [0.5],
    grooves: [
      [(.kick, "xxxxxxxxxxxxxxxx"), (.snare, "...-X.......X..-"), (.crash, "x...x...x...x...")],
      [(.kick, "x.xxx.xxx.xxx.xx"), (.snare, "..X...X...X...X."), (.ride, "x.x.x.x.x.x.xxx.")],
      [(.kick, "X.xx..X.xx..xx.."), (.snare, "........X......."), (.openHat, "X...X...X...X...")],
    ],
    kits: [.stage],
    parts: [
      .bass([.slapBass], ["RRRRRRRRRRRRRR8R", "R.RRR.RRR.RRR.R8"], lowest: 28, drive: 2),
      .chords([.fuzz], ["x.xxx.xxx.xxx.xX", "X__.xxX__.xxX_x_"], lowest: 40, level: 0.35).driven(9).placed(
        -0.7),
      .chords([.fuzz], ["X_______x_______"], lowest: 40, level: 0.35).driven(9).placed(0.7),
      .lead([.fuzz], lowest: 64, from: 3).driven(6), .voice([.singerEh]),
    ],
    looseness: 2...6)

  static let punk = Style(
    name: "punk", family: "rock", split: .unseen, tempo: 156...200, otherTaps: [0.5],
    grooves: [
      [(.kick, "X..X..X.X..X..X."), (.snare, "....X...x...X..."), (.crash, "X.x.X.x.X.x.X.x.")],
      [(.kick, "X.x.....X.x..x.."), (.snare, "....X.......X.xx"), (.openHat, "x.x.x.x.x.x.x.x.")],
    ],
    kits: [.stage],
    parts: [
      .bass([.slapBass], ["R.R.R.R.R.R.R.8.", "R.R.R.R.5.5.8.8."], drive: 1.5),
      .chords([.fuzz], ["X.X.X.X.X.X.X.X.", "X_x.X.x.X_x.X.xx"], lowest: 42, level: 0.4).driven(7),
      .voice([.singerEe]),
    ],
    looseness: 3...9)

  static let country = Style(
    name: "country", family: "folk", split: .unseen, tempo: 88...124, otherTaps: [2],
    grooves: [
      [(.kick, "x...-...x...-..."), (.snare, "xoXoxoXoxoXoxoXo")],
      [(.kick, "X.......X.-....."), (.snare, "oxX-oxX-oxX-oxX-"), (.shaker, "....x.......x...")],
    ],
    kits: [.brushes],
    parts: [
      .bass([.uprightBass], ["R___....5___....", "R...3...5...a..."]),
      .chords([.steel, .clean], ["..x...x...x...xx", "b.x.x.x.b.x.x.xx"], level: 0.4),
      .lead([.fiddle, .steel]), .voice([.singerEe]),
    ],
    looseness: 3...11)
}
