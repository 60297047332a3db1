import Glibc

/// Triangular bands, even in mel (O'Shaughnessy 1987: 2595 lg(1 + f / 700)), that overlap by half.
struct MelBands {
  let count: Int
  /// In Hz.
  let centres: [Double]
  /// For each frequency of the spectrum: the band whose falling half it lies in, starting with -1, and how far it
  /// has come from that band's centre to the next.
  private let bandOf: [Int32]
  private let progress: [Float]
  private let first: Int

  init(count: Int, from low: Double, to high: Double, size: Int, rate: Double) {
    self.count = count
    let bottom = Self.mel(low), top = Self.mel(high)
    let step = (top - bottom) / Double(count + 1)
    centres = (1...count).map { Self.hertz(bottom + Double($0) * step) }
    let places = (0...size / 2).map { (Self.mel(Double($0) * rate / Double(size)) - bottom) / step }
    first = places.firstIndex { $0 > 0 } ?? 0
    let inside = places[first...].prefix { $0 < Double(count + 1) }
    bandOf = inside.map { Int32($0) - 1 }
    progress = inside.map { Float($0 - $0.rounded(.down)) }
  }

  /// Sums a power spectrum by band. `bands` has room for two more than `count`: the first and the last catch what lies
  /// outside.
  func sum(_ power: UnsafePointer<Float>, into bands: UnsafeMutablePointer<Float>) {
    bands.update(repeating: 0, count: count + 2)
    bandOf.withUnsafeBufferPointer { bandOf in
      progress.withUnsafeBufferPointer { progress in
        for k in 0..<bandOf.count {
          let value = power[first + k]
          let up = value * progress[k]
          let band = Int(bandOf[k]) + 1
          bands[band] += value - up
          bands[band + 1] += up
        }
      }
    }
  }

  private static func mel(_ hertz: Double) -> Double { 2595 * log10(1 + hertz / 700) }
  private static func hertz(_ mel: Double) -> Double { 700 * (pow(10, mel / 2595) - 1) }
}
