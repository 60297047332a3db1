import Audio
import FoundationEssentials
import Glibc
import Samples
import TestMusic

/// Sounds of each kind, in pieces of some seconds.
struct Corpus {
  let split: Split
  let seed: UInt64
  let count: Int
  /// A folder of raw 32-bit floats, one channel at 22.05 kHz, in files that end in .f32.
  let speech: String

  func forEach(_ take: (Sample) -> Void) throws {
    var number = 0
    var beds: [[Float]] = []
    func add(_ kind: Kind, _ source: String, _ sound: [Float]) {
      for piece in pieces(sound) {
        number += 1
        // Some speak over quiet music.
        let bed = kind == .speech && number % 6 == 0 && !beds.isEmpty ? beds[number / 6 % beds.count] : nil
        if let sample = sample(piece, over: bed, kind, source, number: number) { take(sample) }
      }
    }
    let mixed = TestMusic.mixed(split, count: count, seed: seed).filter { $0.truth.kind == .music }
    for piece in mixed + TestMusic.keyless(split, count: count / 2, seed: seed) {
      let sound = piece.sound().heard(at: Listener.sampleRate)
      if piece.truth.kind == .music, let first = pieces(sound).first { beds.append(first) }
      add(.music, "\(piece.truth.kind.rawValue)-\(piece.style)", sound)
    }
    for (name, sound) in try voices() { add(.speech, name, sound) }
    for piece in TestMusic.nothing(split, count: count / 2, seed: seed) where piece.truth.kind == .noise {
      add(.noise, piece.style, piece.sound().heard(at: Listener.sampleRate))
    }
    for (source, sound) in rackets() { add(.noise, source, sound) }
  }

  private func rackets() -> some Sequence<(String, [Float])> {
    var draws = Draws(seed, .testMusic, 60)
    let sources = Racket.sources(split)
    let all = (0..<count).map { Racket(sources[$0 % sources.count], seed: draws.next(), seconds: 12) }
    return all.lazy.map { racket in
      var racket = racket
      return (racket.source.rawValue, racket.samples())
    }
  }

  private func voices() throws -> [(String, [Float])] {
    let files = try FileManager.default.contentsOfDirectory(atPath: speech).filter { $0.hasSuffix(".f32") }
    return try files.sorted().map { file in
      let data = try Data(contentsOf: URL(filePath: "\(speech)/\(file)"))
      let sound = data.withUnsafeBytes { bytes in
        (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
      }
      return (String(file.dropLast(4)), sound)
    }
  }

  /// Without what is left at the end.
  private func pieces(_ sound: [Float]) -> [[Float]] {
    let length = Int(Kinds.window * Racket.rate)
    return stride(from: 0, through: sound.count - length, by: length).map { Array(sound[$0..<$0 + length]) }
  }

  /// Nil where it is silent.
  private func sample(
    _ piece: [Float], over bed: [Float]?, _ kind: Kind, _ source: String, number: Int
  ) -> Sample? {
    // Tones are music in much noise too.
    let least = kind == .music ? 3.0 : kind == .speech ? 12 : nil
    var treatment = Treatment(seed: seed, number: number)
    let listener = Listener()
    listener.take(
      split == .tuning ? treatment.treated(piece, over: bed, noiseBelow: least) : piece)
    let heard = listener.finish()
    guard let traits = KindTraits(heard, from: 0, to: heard.duration) else { return nil }
    return Sample(
      kind: KindJudge.kinds.firstIndex(of: kind) ?? 0, source: source, values: traits.values)
  }
}
