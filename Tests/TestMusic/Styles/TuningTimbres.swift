/// The instruments of the styles that methods are tuned on.
extension Timbre {
  static let roundBass = Timbre(
    name: "round bass", source: .wave(bright: Spectrum(tilt: 1.6), dark: Spectrum(tilt: 2.6)), decay: 0.4,
    sustain: 0.55)
  static let squareBass = Timbre(
    name: "square bass", source: .wave(bright: Spectrum(even: 0.1), dark: Spectrum(tilt: 1.8, even: 0.1)),
    decay: 0.15, sustain: 0.7, release: 0.03)
  static let fingeredBass = Timbre(
    name: "fingered bass", source: .string(damping: 0.35, brightness: 0.25), release: 0.04, gain: 1.1)
  static let tuba = Timbre(
    name: "tuba",
    source: .wave(
      bright: Spectrum(tilt: 1.2, formants: [Spectrum.Formant(center: 230, width: 260)]),
      dark: Spectrum(tilt: 2, formants: [Spectrum.Formant(center: 230, width: 260)])), attack: 0.03,
    sustain: 0.75)
  static let organ = Timbre(
    name: "organ",
    source: .wave(
      bright: Spectrum(bars: [0.9, 0.8, 0.4, 0.6, 0, 0.3, 0, 0.35]),
      dark: Spectrum(bars: [0.9, 0.8, 0.4, 0.6, 0, 0.3, 0, 0.35])), sustain: 0.95, release: 0.02,
    detune: 5, vibrato: 6)
  static let electricPiano = Timbre(
    name: "electric piano", source: .modulated(ratio: 1, depth: 1.6), decay: 0.7, sustain: 0.2, release: 0.1)
  static let upright = Timbre(
    name: "upright", source: .struck(partials: [1, 2, 3, 4, 5, 6, 7], fall: 1.2, stretch: 0.0004),
    decay: 1.1, release: 0.07)
  static let nylon = Timbre(
    name: "nylon", source: .string(damping: 0.25, brightness: 0.45), release: 0.15, gain: 1.1)
  static let strummed = Timbre(
    name: "strummed", source: .string(damping: 0.5, brightness: 0.85), release: 0.05)
  static let strings = Timbre(
    name: "strings",
    source: .wave(
      bright: Spectrum(formants: [
        Spectrum.Formant(center: 500, width: 700), Spectrum.Formant(center: 1600, width: 1200, gain: 0.6),
      ]), dark: Spectrum(tilt: 1.2)), attack: 0.14, decay: 1, sustain: 0.9, release: 0.2, detune: 13,
    vibrato: 8)
  static let warmPad = Timbre(
    name: "warm pad", source: .wave(bright: Spectrum(tilt: 1.3), dark: Spectrum(tilt: 2.2)), attack: 0.25,
    decay: 1.5, sustain: 0.8, release: 0.4, detune: 16)
  static let choirAh = Timbre(
    name: "choir ah",
    source: .wave(bright: .ah, dark: .ah), attack: 0.12, sustain: 0.95, release: 0.25, detune: 17,
    vibrato: 14, breath: 0.03)
  static let singerAh = Timbre(
    name: "singer ah", source: .wave(bright: .ah, dark: .oh), attack: 0.05, decay: 0.6, sustain: 0.85,
    release: 0.08, vibrato: 45, scoop: 90, breath: 0.04)
  static let pulse = Timbre(
    name: "pulse", source: .wave(bright: Spectrum(tilt: 0.8, even: 0.6), dark: Spectrum(even: 0.2)),
    attack: 0.001, decay: 0.08, sustain: 0.5, release: 0.02)
  static let brass = Timbre(
    name: "brass",
    source: .wave(
      bright: Spectrum(tilt: 0.7, formants: [Spectrum.Formant(center: 1200, width: 1300)]),
      dark: Spectrum(tilt: 1.4)), attack: 0.035, decay: 0.25, sustain: 0.7, detune: 7, vibrato: 10)
  static let flute = Timbre(
    name: "flute", source: .wave(bright: Spectrum(tilt: 2.2), dark: Spectrum(tilt: 2.8)), attack: 0.05,
    sustain: 0.85, vibrato: 22, breath: 0.07)
  static let saw = Timbre(
    name: "saw", source: .wave(bright: Spectrum(tilt: 0.9), dark: Spectrum(tilt: 1.6)), decay: 0.2,
    sustain: 0.5, detune: 9)
  static let muted = Timbre(
    name: "muted", source: .string(damping: 1, brightness: 0.6), release: 0.02, gain: 1.1)
}

extension Spectrum {
  static let ah = Spectrum(
    tilt: 0.8,
    formants: [
      Formant(center: 750, width: 160), Formant(center: 1150, width: 180, gain: 0.6),
      Formant(center: 2600, width: 300, gain: 0.25),
    ])
  static let oh = Spectrum(
    tilt: 0.9,
    formants: [
      Formant(center: 480, width: 130), Formant(center: 850, width: 150, gain: 0.5),
      Formant(center: 2500, width: 300, gain: 0.12),
    ])
}
