/// The drums of the styles that methods are tuned on.
extension Kit {
  static let machine = Kit(
    name: "machine",
    strokes: [
      .kick: .kick(180, 46, fall: 0.04, decay: 0.2, click: 0.3),
      .snare: .snare(190, 900...9000, decay: 0.11, body: 0.4), .clap: .clap(1000, decay: 0.09),
      .rim: .wood(1700, decay: 0.02), .closedHat: .hat(7000, decay: 0.03),
      .openHat: .hat(6500, decay: 0.16), .crash: .cymbal(4500, decay: 0.7, level: 0.4),
      .shaker: .grain(6000, decay: 0.03, rise: 0.01), .lowTom: .skin(95, decay: 0.2),
      .highTom: .skin(150, decay: 0.16), .cowbell: .bell(560, decay: 0.12),
      .ride: .hat(5000, decay: 0.3, level: 0.2),
    ])

  static let studio = Kit(
    name: "studio",
    strokes: [
      .kick: .kick(130, 58, fall: 0.02, decay: 0.12, click: 0.2),
      .snare: .snare(185, 1400...11_000, decay: 0.14, body: 0.5), .rim: .wood(800, decay: 0.035),
      .closedHat: .cymbal(6000, decay: 0.04, level: 0.28), .openHat: .cymbal(5500, decay: 0.25, level: 0.3),
      .pedalHat: .cymbal(5000, decay: 0.025, level: 0.2), .ride: .cymbal(4200, decay: 0.45, level: 0.22),
      .crash: .cymbal(3500, decay: 1.1, level: 0.5), .highTom: .skin(170, decay: 0.2, place: -0.3),
      .lowTom: .skin(100, decay: 0.28, place: 0.3), .tambourine: .grain(7000, decay: 0.06, rise: 0.002),
      .cowbell: .bell(600, decay: 0.1), .clap: .clap(1300, decay: 0.06),
      .shaker: .grain(5000, decay: 0.035, rise: 0.015),
    ])

  static let dusty = Kit(
    name: "dusty",
    strokes: [
      .kick: .kick(110, 62, fall: 0.025, decay: 0.1, click: 0.08),
      .snare: .snare(210, 700...4500, decay: 0.09, body: 0.7), .rim: .wood(640, decay: 0.04),
      .closedHat: .hat(3500, decay: 0.022, level: 0.26), .openHat: .hat(3000, decay: 0.12, level: 0.26),
      .ride: .hat(2800, decay: 0.25, level: 0.16), .crash: .hat(2500, decay: 0.5, level: 0.3),
      .highTom: .skin(140, decay: 0.12), .lowTom: .skin(88, decay: 0.15), .clap: .clap(800, decay: 0.05),
      .shaker: .grain(3500, decay: 0.03, rise: 0.02),
    ])

  static let parade = Kit(
    name: "parade",
    strokes: [
      .kick: .skin(62, decay: 0.35, slap: 0.15), .snare: .snare(260, 2000...9000, decay: 0.07, body: 0.35),
      .rim: .wood(1100), .crash: .cymbal(3000, decay: 0.9, level: 0.6),
      .closedHat: .cymbal(4500, decay: 0.06, level: 0.2), .highTom: .skin(190, decay: 0.15),
      .lowTom: .skin(120, decay: 0.2),
    ])

  static let carnival = Kit(
    name: "carnival",
    strokes: [
      .kick: .skin(70, decay: 0.2, slap: 0.05), .surdo: .skin(82, decay: 0.4, slap: 0.08),
      .snare: .snare(290, 2500...10_000, decay: 0.05, body: 0.3),
      .shaker: .grain(5500, decay: 0.04, rise: 0.012), .tambourine: .grain(6500, decay: 0.05, rise: 0.001),
      .cowbell: .bell(840, decay: 0.09), .highConga: .skin(330, decay: 0.12, slap: 0.25, place: -0.3),
      .lowConga: .skin(220, decay: 0.18, place: 0.3), .clave: .wood(2400, decay: 0.035),
      .closedHat: .hat(8000, decay: 0.02), .rim: .wood(900), .lowTom: .skin(110, decay: 0.25),
      .highTom: .skin(240, decay: 0.15), .crash: .cymbal(4000, decay: 0.6, level: 0.3),
    ])
}
