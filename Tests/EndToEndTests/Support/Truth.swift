import Models
import Samples

/// What a generated world has planted, to be found again.
struct Truth {
  private let tastes: [String: Genre]
  private let genres: [String: Genre]

  /// `keys`: what TikTok calls each track, by its number.
  init(_ world: SampleWorld, _ keys: [String: String]) {
    let clear = world.creators.filter(\.taste.isClear)
    tastes = Dictionary(
      uniqueKeysWithValues: clear.compactMap { creator in
        creator.taste.genre.map { (creator.handle.description, $0) }
      })
    let planted = Dictionary(uniqueKeysWithValues: world.tracks.map { ($0.id, $0.genre) })
    genres = keys.compactMapValues { planted[$0] }
  }

  /// For how many creators of a clear taste the first track is of their genre.
  func hits(_ firsts: [String: String]) -> (right: Int, of: Int) {
    let right = tastes.count { handle, genre in firsts[handle].flatMap { genres[$0] } == genre }
    return (right, tastes.count)
  }
}
