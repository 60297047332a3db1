import Glibc

/// Sound that has what speech has: a voice whose pitch falls and rises, vowels by their formants, consonants by noise or
/// by a gap, syllables and pauses. It says nothing.
struct Speech {
  private struct Syllable {
    /// In seconds.
    var gap = 0.0
    var hiss = 0.0
    var vowel = 0.0
    var formants: [Double] = []
    var hissPitch = 0.0
    var pitch = 0.0
    var strength = 0.0
  }

  /// In Hz (Peterson and Barney 1952, "Control methods used in a study of the vowels").
  private static let vowels: [[Double]] = [
    [270, 2_290, 3_010], [390, 1_990, 2_550], [530, 1_840, 2_480], [660, 1_720, 2_410], [730, 1_090, 2_440],
    [570, 840, 2_410], [440, 1_020, 2_240], [300, 870, 2_240], [640, 1_190, 2_390], [490, 1_350, 1_690],
  ]

  let rate: Int
  private var draws: Draws
  private let voice: Double
  private let size: Double

  init(seed: UInt64, rate: Int) {
    self.rate = rate
    draws = Draws(seed, .clipSound)
    // In Hz; a high voice is of a short throat.
    voice = Double(draws.number(95...220))
    size = voice > 150 ? 1.15 : 1
  }

  func samples(seconds: Int) -> [Float] {
    var speech = self
    return speech.spoken(seconds * rate)
  }

  private mutating func spoken(_ count: Int) -> [Float] {
    var samples = [Float](repeating: 0, count: count)
    var mouth = Mouth(rate: Double(rate), seed: UInt32(truncatingIfNeeded: draws.next()))
    var at = rate / 10
    while at < count {
      let phrase = draws.number(5...14)
      for number in 0..<phrase {
        let syllable = syllable(Double(number) / Double(phrase))
        at = say(syllable, from: at, &mouth, &samples)
      }
      at += rate * draws.number(220...520) / 1_000
    }
    let highest = samples.reduce(0) { max($0, abs($1)) }
    return samples.map { $0 * 0.8 / max(highest, 1e-6) }
  }

  private mutating func syllable(_ place: Double) -> Syllable {
    var syllable = Syllable()
    let stress = draws.chance(35)
    switch draws.index(below: 3) {
    case 0: syllable.hiss = Double(draws.number(45...100)) / 1_000
    case 1:
      syllable.gap = Double(draws.number(35...70)) / 1_000
      syllable.hiss = 0.012
    default: syllable.gap = Double(draws.number(10...25)) / 1_000
    }
    syllable.vowel = Double(draws.number(stress ? 120...190 : 70...120)) / 1_000
    syllable.formants = draws.pick(Self.vowels).map { $0 * size }
    syllable.hissPitch = Double(draws.number(2_000...6_000))
    let accent = stress ? 1.18 : 0.97 + 0.06 * draws.fraction()
    syllable.pitch = voice * (1.12 - 0.28 * place) * accent
    syllable.strength = (stress ? 1 : 0.55) * (0.8 + 0.4 * draws.fraction())
    return syllable
  }

  /// Returns where it ends.
  private func say(
    _ syllable: Syllable, from start: Int, _ mouth: inout Mouth, _ samples: inout [Float]
  ) -> Int {
    let gap = Int(syllable.gap * Double(rate)), hiss = Int(syllable.hiss * Double(rate))
    let vowel = Int(syllable.vowel * Double(rate))
    var at = min(samples.count, start + gap)
    mouth.hiss(at: syllable.hissPitch)
    for index in 0..<min(hiss, samples.count - at) {
      let swell = sin(Double.pi * (Double(index) + 0.5) / Double(hiss))
      samples[at + index] += Float(mouth.breath() * swell * 0.25 * syllable.strength)
    }
    at += min(hiss, samples.count - at)
    let (rise, fall) = (0.02 * Double(rate), 0.035 * Double(rate))
    for index in 0..<min(vowel, samples.count - at) {
      if index % 64 == 0 { mouth.move(towards: syllable.formants) }
      let envelope = min(1, Double(index) / rise, Double(vowel - index) / fall)
      samples[at + index] += Float(
        mouth.voice(syllable.pitch * (1 - 0.06 * Double(index) / Double(vowel))) * envelope
          * syllable.strength)
    }
    return at + vowel
  }
}

/// A throat that makes pulses or noise, and resonances that colour them.
private struct Mouth {
  private static let widths: [Double] = [70, 90, 140]

  private let rate: Double
  private var formants: [Double] = [500, 1_500, 2_500]
  private var resonances: [Resonance]
  private var teeth: Resonance
  private var phase = 0.0
  private var flow = 0.0
  private var state: UInt32

  init(rate: Double, seed: UInt32) {
    (self.rate, state) = (rate, seed)
    resonances = Self.widths.map { Resonance(hertz: 500, width: $0, rate: rate) }
    teeth = Resonance(hertz: 3_000, width: 1_500, rate: rate)
  }

  mutating func hiss(at hertz: Double) { teeth.tune(hertz, width: 1_800, rate: rate) }

  mutating func move(towards target: [Double]) {
    for (index, wanted) in target.enumerated() {
      formants[index] += (wanted - formants[index]) * 0.15
      resonances[index].tune(formants[index], width: Self.widths[index], rate: rate)
    }
  }

  mutating func voice(_ hertz: Double) -> Double {
    phase += hertz / rate * (1 + 0.02 * noise())
    var pulse = 0.0
    if phase >= 1 {
      phase -= 1
      pulse = 1
    }
    // Less and less of what is high.
    flow += (pulse * 40 + 0.02 * noise() - flow) * 0.25
    var sum = 0.0
    let strengths = [1, 0.6, 0.3]
    for index in 0..<3 { sum += strengths[index] * resonances[index].next(flow) }
    return sum
  }

  mutating func breath() -> Double { teeth.next(noise()) * 6 }

  private mutating func noise() -> Double {
    state = state &* 1_664_525 &+ 1_013_904_223
    return Double(Int32(bitPattern: state)) / 2_147_483_648
  }
}
