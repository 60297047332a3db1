import Glibc
import Samples
import TestMusic

/// Music with the truth about it, of styles that nothing was tuned on.
enum MusicSet: String, Sendable {
  case mixed, keys, keyless, nothing, songs
  /// The pieces with a key again, 30 cents higher or lower: whichever does not bring them nearer to another key.
  case detunedKeys

  static let cents = 30.0

  func pieces(_ scale: Scale) -> [Piece] {
    let seed = UInt64(scale.seed)
    return switch self {
    case .mixed: TestMusic.mixed(.unseen, count: scale.pieces, seed: seed)
    case .keys, .detunedKeys: TestMusic.keys(.unseen, count: scale.pieces, seed: seed)
    case .keyless: TestMusic.keyless(.unseen, count: scale.pieces / 2, seed: seed)
    case .nothing: TestMusic.nothing(.unseen, count: scale.pieces / 2, seed: seed)
    case .songs: TestMusic.songs(.unseen, count: scale.pieces / 2, seed: seed)
    }
  }

  /// What the peers are asked of it.
  var wanted: AudioPeers.Wanted? {
    switch self {
    case .mixed, .nothing: .tempo
    case .keys, .detunedKeys: .key
    case .keyless, .songs: nil
    }
  }

  /// The sound of a piece as a file. Out of tune is what says of itself that it goes at another rate.
  func file(_ piece: Piece) -> [UInt8] {
    let sound = piece.sound()
    guard self == .detunedKeys else { return sound.waveFile() }
    let rate = Double(sound.rate) * Self.ratio(cents: Self.detuning(of: piece.truth.tuning ?? 0))
    return SongSound(rate: Int(rate.rounded()), channels: sound.channels).waveFile()
  }

  /// By how many cents a piece is detuned that is out of tune already: past 50 it would be nearer to another key.
  static func detuning(of tuning: Double) -> Double { tuning > 15 ? -cents : cents }

  private static func ratio(cents: Double) -> Double {
    exp2(cents / 1200)
  }
}
