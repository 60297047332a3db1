/// The instruments of the styles that methods are judged by.
extension Timbre {
  static let subBass = Timbre(
    name: "sub bass", source: .modulated(ratio: 1, depth: 0.4), decay: 0.8, sustain: 0.7, release: 0.05)
  static let slapBass = Timbre(
    name: "slap bass", source: .string(damping: 0.2, brightness: 0.7), release: 0.03)
  static let uprightBass = Timbre(
    name: "upright bass", source: .struck(partials: [1, 2, 3, 4, 5], fall: 0.9, stretch: 0.0001), decay: 0.5,
    release: 0.06)
  static let reese = Timbre(
    name: "reese", source: .wave(bright: Spectrum(tilt: 1.1), dark: Spectrum(tilt: 1.5)), sustain: 0.9,
    detune: 28)
  static let acid = Timbre(
    name: "acid", source: .wave(bright: Spectrum(tilt: 0.7), dark: Spectrum(tilt: 2.4)), decay: 0.09,
    sustain: 0.25, release: 0.03)
  static let grand = Timbre(
    name: "grand", source: .struck(partials: [1, 2, 3, 4, 5, 6, 7, 8, 9], fall: 0.85, stretch: 0.00025),
    decay: 1.9, release: 0.12)
  static let steel = Timbre(
    name: "steel", source: .string(damping: 0.1, brightness: 0.95), release: 0.1, gain: 0.95)
  static let clean = Timbre(
    name: "clean", source: .string(damping: 0.6, brightness: 0.35), release: 0.04, gain: 1.1)
  static let vibes = Timbre(
    name: "vibes", source: .struck(partials: [1, 4, 10.2], fall: 1.6, stretch: 0), decay: 1.2,
    release: 0.3)
  static let marimba = Timbre(
    name: "marimba", source: .struck(partials: [1, 3.95, 9.2], fall: 1.4, stretch: 0), decay: 0.25,
    release: 0.1)
  static let accordion = Timbre(
    name: "accordion",
    source: .wave(bright: Spectrum(tilt: 0.9, even: 0.7), dark: Spectrum(tilt: 0.9, even: 0.7)),
    attack: 0.03, sustain: 0.95, release: 0.03, detune: 22)
  static let bowed = Timbre(
    name: "bowed",
    source: .wave(
      bright: Spectrum(
        tilt: 0.85,
        formants: [
          Spectrum.Formant(center: 300, width: 200), Spectrum.Formant(center: 1000, width: 500, gain: 0.8),
          Spectrum.Formant(center: 2800, width: 700, gain: 0.5),
        ]), dark: Spectrum(tilt: 1.5)), attack: 0.07, decay: 2, sustain: 0.85, release: 0.15, detune: 8,
    vibrato: 18, breath: 0.02)
  static let superSaw = Timbre(
    name: "super saw", source: .wave(bright: Spectrum(tilt: 0.8), dark: Spectrum(tilt: 1.2)), attack: 0.01,
    decay: 0.5, sustain: 0.75, release: 0.15, detune: 24)
  static let glassPad = Timbre(
    name: "glass pad", source: .modulated(ratio: 2, depth: 0.9), attack: 0.3, decay: 2, sustain: 0.8,
    release: 0.5, vibrato: 6)
  static let singerEe = Timbre(
    name: "singer ee", source: .wave(bright: .ee, dark: .eh), attack: 0.04, decay: 0.5, sustain: 0.85,
    release: 0.07, vibrato: 38, scoop: 130, breath: 0.05)
  static let singerEh = Timbre(
    name: "singer eh", source: .wave(bright: .eh, dark: .ee), attack: 0.06, decay: 0.9, sustain: 0.8,
    release: 0.1, vibrato: 55, scoop: 60, breath: 0.03)
  static let horns = Timbre(
    name: "horns",
    source: .wave(
      bright: Spectrum(
        tilt: 0.6,
        formants: [
          Spectrum.Formant(center: 900, width: 800), Spectrum.Formant(center: 2200, width: 900, gain: 0.5),
        ]), dark: Spectrum(tilt: 1.7)), attack: 0.025, decay: 0.18, sustain: 0.6, detune: 11, vibrato: 14)
  static let fiddle = Timbre(
    name: "fiddle",
    source: .wave(
      bright: Spectrum(
        tilt: 0.9,
        formants: [
          Spectrum.Formant(center: 550, width: 250), Spectrum.Formant(center: 3000, width: 900, gain: 0.7),
        ]), dark: Spectrum(tilt: 1.1)), attack: 0.02, sustain: 0.8, vibrato: 24, scoop: 40, breath: 0.03)
  static let bell = Timbre(
    name: "bell", source: .modulated(ratio: 3.5, depth: 1.8), attack: 0.002, decay: 0.5, sustain: 0.05,
    release: 0.3)
  static let bandoneon = Timbre(
    name: "bandoneon",
    source: .wave(
      bright: Spectrum(tilt: 1, even: 0.35, formants: [Spectrum.Formant(center: 1400, width: 1500)]),
      dark: Spectrum(tilt: 1.4, even: 0.35)), attack: 0.02, decay: 0.3, sustain: 0.8, release: 0.04,
    detune: 6)
  static let fuzz = Timbre(
    name: "fuzz", source: .string(damping: 0.15, brightness: 0.6), release: 0.03)
}

extension Spectrum {
  static let ee = Spectrum(
    tilt: 0.8,
    formants: [
      Formant(center: 310, width: 110), Formant(center: 2200, width: 260, gain: 0.5),
      Formant(center: 3000, width: 320, gain: 0.3),
    ])
  static let eh = Spectrum(
    tilt: 0.85,
    formants: [
      Formant(center: 560, width: 140), Formant(center: 1780, width: 220, gain: 0.5),
      Formant(center: 2500, width: 300, gain: 0.25),
    ])
}
