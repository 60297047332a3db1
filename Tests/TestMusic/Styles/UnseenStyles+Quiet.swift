extension Style {
  static let piano = Style(
    name: "piano", family: "classical", split: .unseen, tempo: 68...134, otherTaps: [2, 0.5],
    parts: [
      .bass([.grand], ["R_______5___8___", "R___5___8___5___"], lowest: 36),
      .chords([.grand], ["0.2.1.2.0.2.1.2.", "x...x...x...x...", "0_1_2_3_2_1_2_1_"], level: 0.45),
      .lead([.grand], from: 1),
    ],
    progressions: .pop, looseness: 3...12, room: 0.4...1.5, wandering: 15)

  static let stringEnsemble = Style(
    name: "string ensemble", family: "classical", split: .unseen, tempo: 62...116, otherTaps: [2, 0.5],
    parts: [
      .bass([.bowed], ["R___R___R___R___", "R___3___5___8___", "R_R_R_R_R_R_R_R_"], lowest: 38),
      .chords([.bowed], ["x_x_x_x_x_x_x_x_", "x___x___x___x__x", "0_1_0_1_0_2_0_2_"], level: 0.4),
      .lead([.fiddle, .bowed], from: 1),
    ],
    progressions: .classical, looseness: 4...12, room: 0.8...2.5, wandering: 15)

  static let musicBox = Style(
    name: "music box", family: "ambient", split: .unseen, tempo: 78...138, meter: .three,
    otherTaps: [1.0 / 3],
    parts: [
      .bass([.marimba], ["R...5...5...", "R_________.."], lowest: 48),
      .chords([.vibes, .bell, .marimba], ["0.1.2.3.2.1.", "....x...x_.."], lowest: 64, level: 0.4),
      .lead([.bell, .vibes], lowest: 76, from: 1),
    ],
    progressions: .classical, looseness: 0...8, room: 0.8...2)

  static let musette = Style(
    name: "musette", family: "folk", split: .unseen, tempo: 100...190, meter: .three, otherTaps: [1.0 / 3],
    grooves: [
      [(.kick, "X.......-..."), (.closedHat, "....x...x.o.")],
      [(.lowTom, "x..........."), (.snare, "....-...-...")],
    ],
    kits: [.brushes],
    parts: [
      .bass([.uprightBass], ["R.......5...", "R_......a..."]),
      .chords([.steel, .accordion], ["....X...x...", "....x...xx.."]), .lead([.accordion, .fiddle], from: 1),
    ],
    progressions: .classical, looseness: 3...11)

  static let hymn = Style(
    name: "hymn", family: "classical", split: .unseen, tempo: 58...92, otherTaps: [2],
    parts: [
      .bass([.horns, .bandoneon], ["R___5___8___5___", "R___3___5___a___"], lowest: 40),
      .chords([.horns, .bandoneon, .glassPad], ["x___x___x_x_x___", "x___x___x_______"], level: 0.45),
      .lead([.singerEh, .horns], from: 1),
    ],
    progressions: .classical, looseness: 4...12, room: 1...3, wandering: 15)

  static let unseen: [Style] = [
    disco, shuffleBlues, trap, piano, bossa, jig, drumAndBass, stringEnsemble, afrobeat, musette, metal,
    slowSoul, synthwave, polka, techno, country, cumbia, hymn, garage, punk, tango, musicBox,
  ]
}
