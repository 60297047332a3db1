extension Style {
  static let disco = Style(
    name: "disco", family: "funk", split: .unseen, tempo: 108...126,
    grooves: [
      [
        (.kick, "X...X...X...x..."), (.snare, "....X..-....X.-."), (.openHat, "..x...x...x..xx."),
        (.closedHat, "xx.xxx.xxx.xxx.x"),
      ],
      [(.kick, "x...x...x...x.-."), (.snare, "....X..o....X..."), (.tambourine, "x-X-x-X-x-X-x-X-")],
    ],
    kits: [.stage],
    parts: [
      .bass([.slapBass], ["R.8.R.8.5.8.R.8.", "R..8R..8R..8R.8."]),
      .chords([.clean], ["x-.xx-.xx-.xx-x-", "..xx..x...xx..x."]).placed(-0.4),
      .chords([.bowed], ["x_______x_______"], lowest: 64, level: 0.22, from: 2),
      .lead([.horns], from: 3), .voice([.singerEe, .singerEh]),
    ],
    looseness: 2...8)

  static let drumAndBass = Style(
    name: "drum and bass", family: "electronic", split: .unseen, tempo: 164...178, otherTaps: [0.5],
    grooves: [
      [(.kick, "X.........x....."), (.snare, "....X..-.-..X..."), (.closedHat, "x.x.x-x.x.x.x-x-")],
      [(.kick, "X.x.......x.x..."), (.snare, "....X..x....X..-"), (.ride, "x...x...x...x...")],
      [(.kick, "X..X......X....."), (.snare, "....X.-..-..X-.-"), (.closedHat, "xox.xox.xox.xoxx")],
    ],
    kits: [.club],
    parts: [
      .bass([.reese, .subBass], ["R_______..R_5___", "R_____R_..8_..7_"], lowest: 28),
      .chords([.glassPad, .superSaw], ["x______________.", "x__.......x__..."], from: 1),
      .lead([.bell], from: 3), .voice([.singerEe]),
    ],
    progressions: .vamp, barsPerChord: [1, 2], looseness: 0...2)

  static let trap = Style(
    name: "trap", family: "hip-hop", split: .unseen, tempo: 130...152, otherTaps: [0.5],
    grooves: [
      [(.kick, "X.....x...x....x"), (.clap, "........X......."), (.closedHat, "x.x.x.x.x.xtx.x.")],
      [
        (.kick, "X..x.......x.x.."), (.snare, "........X......."), (.closedHat, "x.xrx.x.t.x.xrxt"),
        (.openHat, "......x........."),
      ],
    ],
    kits: [.boom],
    parts: [
      .bass([.subBass], ["R_____R___R____R", "R__R_______R_8__"], lowest: 28, drive: 1.5),
      .chords([.bell, .glassPad], ["0...2.....1...2.", "x_______________"], lowest: 64),
      .voice([.singerEh]), .lead([.bell], from: 3),
    ],
    barsPerChord: [1, 2], looseness: 0...1)

  static let synthwave = Style(
    name: "synthwave", family: "electronic", split: .unseen, tempo: 82...116,
    grooves: [
      [(.kick, "X...x...X...x.-."), (.snare, "....X.......X..-"), (.closedHat, "x.xxx.xxx.xxx.xx")],
      [
        (.kick, "X.....X..x......"), (.snare, "....X......-X..."), (.closedHat, "..x...x...x.x.x."),
        (.highTom, "..............xx"),
      ],
    ],
    kits: [.club, .stage],
    parts: [
      .bass([.acid], ["RRRRRRRRRRRRRRRR", "R.RRR.RRR.RRR.RR"]),
      .chords([.superSaw], ["x______________.", "x_____x_________"], level: 0.28).pumped(0.4),
      .chords([.bell, .acid], ["0.2.1.2.3.2.1.2.", "0312031203120312"], lowest: 60, level: 0.2, from: 2),
      .lead([.superSaw], from: 3), .voice([.singerEh]),
    ],
    looseness: 0...0, room: 0.6...2)

  static let techno = Style(
    name: "techno", family: "electronic", split: .unseen, tempo: 124...144,
    grooves: [
      [(.kick, "X--.X--.X--.X--."), (.closedHat, "..X...X...X...X."), (.rim, "x..x..x..x..x...")],
      [
        (.kick, "X..-X..-X..-X..-"), (.openHat, "..o...o...o...o."), (.clap, "....x..........."),
        (.ride, "..x.x.x...x.x.x."),
      ],
    ],
    kits: [.club],
    parts: [
      .bass([.acid, .subBass], ["..RR..RR..RR..R8", ".R.R.RR..R.R.8R."]),
      .chords([.glassPad, .superSaw], ["...x.....x......", "..x..x..x..x..x."]).pumped(0.6),
    ],
    progressions: .vamp, barsPerChord: [2, 4], looseness: 0...0)

  static let garage = Style(
    name: "garage", family: "electronic", split: .unseen, tempo: 126...138,
    swing: (0.5, 0.55...0.62),
    grooves: [
      [
        (.kick, "X.........x..x.."), (.snare, "....x.......x.-."), (.closedHat, "..x..xx...x..xx."),
        (.rim, ".......x.x......"),
      ],
      [(.kick, "X......x..x...x."), (.clap, "....X.......X..x"), (.closedHat, ".xx..xx..xx..xx.")],
    ],
    kits: [.club, .boom],
    parts: [
      .bass([.subBass, .reese], ["R__..R_...8...R.", "..R..R....7..8.."]),
      .chords([.vibes, .superSaw], ["...x..x......x..", "x..x......x..x.."]), .voice([.singerEe]),
    ],
    progressions: .jazz, barsPerChord: [1, 2], looseness: 0...2)
}
