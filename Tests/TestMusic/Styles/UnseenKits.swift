/// The drums of the styles that methods are judged by.
extension Kit {
  static let club = Kit(
    name: "club",
    strokes: [
      .kick: .kick(260, 50, fall: 0.022, decay: 0.26, click: 0.5),
      .snare: .snare(165, 600...12_000, decay: 0.16, body: 0.3), .clap: .clap(1500, decay: 0.13),
      .closedHat: .metal(420, above: 8000, decay: 0.025), .openHat: .metal(410, above: 7000, decay: 0.2),
      .ride: .metal(520, above: 6000, decay: 0.4, level: 0.18),
      .crash: .metal(330, above: 4000, decay: 0.9, level: 0.4), .rim: .wood(2100, decay: 0.012),
      .lowTom: .kick(220, 80, fall: 0.05, decay: 0.22, click: 0.05),
      .highTom: .kick(330, 130, fall: 0.05, decay: 0.18, click: 0.05),
      .shaker: .grain(9000, decay: 0.02, rise: 0.005), .cowbell: .bell(545, decay: 0.3),
    ])

  static let boom = Kit(
    name: "boom",
    strokes: [
      .kick: .kick(120, 41, fall: 0.06, decay: 0.55, click: 0.15),
      .snare: .snare(230, 2500...14_000, decay: 0.08, body: 0.2), .clap: .clap(2000, decay: 0.07),
      .closedHat: .metal(640, above: 9500, decay: 0.015, level: 0.36),
      .openHat: .metal(600, above: 8500, decay: 0.12), .rim: .wood(1450, decay: 0.015),
      .crash: .metal(400, above: 5000, decay: 0.6), .lowTom: .kick(150, 60, fall: 0.08, decay: 0.3, click: 0),
      .highTom: .kick(200, 90, fall: 0.08, decay: 0.25, click: 0), .cowbell: .bell(700, decay: 0.15),
    ])

  static let stage = Kit(
    name: "stage",
    strokes: [
      .kick: Stroke(layers: [
        .modes([1, 1.7, 2.4], base: 64, decay: 0.11, level: 0.8),
        .noise(low: 2500, high: 8000, decay: 0.008, level: 0.5),
      ]),
      .snare: Stroke(layers: [
        .modes([1, 1.78, 2.6, 3.3], base: 215, decay: 0.09, level: 0.45),
        .noise(low: 1800, high: 7500, decay: 0.19, level: 0.7),
      ]),
      .rim: .wood(520, decay: 0.05), .closedHat: .metal(310, above: 5500, decay: 0.05, level: 0.22),
      .pedalHat: .metal(300, above: 5000, decay: 0.02, level: 0.2),
      .openHat: .metal(305, above: 4800, decay: 0.35, level: 0.24),
      .ride: .metal(270, above: 3200, decay: 0.6, level: 0.2),
      .crash: .metal(210, above: 2500, decay: 1.4, level: 0.45),
      .highTom: .skin(205, decay: 0.3, place: -0.4),
      .lowTom: .skin(78, decay: 0.4, place: 0.4), .tambourine: .metal(900, above: 7500, decay: 0.05),
      .cowbell: .bell(480, decay: 0.2),
    ])

  static let brushes = Kit(
    name: "brushes",
    strokes: [
      .kick: .skin(68, decay: 0.13, slap: 0.02), .snare: .grain(1200, decay: 0.1, rise: 0.02, level: 0.5),
      .rim: .wood(980, decay: 0.02), .ride: .metal(350, above: 4000, decay: 0.35, level: 0.15),
      .closedHat: .grain(4000, decay: 0.03, rise: 0.006, level: 0.25),
      .pedalHat: .metal(380, above: 6000, decay: 0.03, level: 0.16),
      .crash: .metal(260, above: 3000, decay: 1, level: 0.2), .highTom: .skin(215, decay: 0.15, slap: 0.03),
      .lowTom: .skin(105, decay: 0.22, slap: 0.03), .shaker: .grain(4500, decay: 0.05, rise: 0.03),
      .clave: .wood(2050, decay: 0.05),
    ])

  static let street = Kit(
    name: "street",
    strokes: [
      .kick: .skin(57, decay: 0.24, slap: 0.1), .snare: .skin(410, decay: 0.06, slap: 0.6),
      .rim: .wood(1250, decay: 0.025), .highConga: .skin(285, decay: 0.2, slap: 0.4, place: 0.35),
      .lowConga: .skin(180, decay: 0.26, slap: 0.15, place: -0.35), .cowbell: .bell(920, decay: 0.06),
      .shaker: .grain(7500, decay: 0.06, rise: 0.025, level: 0.35), .clave: .wood(2750, decay: 0.025),
      .block: .wood(760, decay: 0.04), .tambourine: .metal(1000, above: 9000, decay: 0.08, level: 0.25),
      .closedHat: .metal(480, above: 7800, decay: 0.03, level: 0.2),
      .openHat: .metal(470, above: 7000, decay: 0.15, level: 0.2),
      .crash: .metal(290, above: 3500, decay: 0.8, level: 0.3), .highTom: .skin(350, decay: 0.12, slap: 0.3),
      .lowTom: .skin(130, decay: 0.3, slap: 0.1),
    ])
}
