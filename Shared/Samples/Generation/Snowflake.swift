/// Ids as the platform makes them: seconds since 1970 in the upper half, so beyond 2^53, and a number that nothing else
/// has in the lower.
struct Snowflake {
  /// What a number stands for; each has a part of the lower half to itself.
  enum Kind {
    /// Up to 2^20 creators.
    case creator(Int)
    /// Up to 2^11 videos of each.
    case video(creator: Int, number: Int)
    /// Up to 2^29 tracks.
    case track(Int)
    /// Up to 2^4 sounds of each creator.
    case sound(creator: Int, number: Int)
  }

  static func id(_ kind: Kind, at seconds: Int) -> String {
    String(UInt64(seconds) << 32 | UInt64(scattered(place(kind))))
  }

  private static func place(_ kind: Kind) -> UInt32 {
    switch kind {
    case .video(let creator, let number): 0x8000_0000 | UInt32(creator) << 11 | UInt32(number)
    case .track(let number): 0x4000_0000 | UInt32(number)
    case .sound(let creator, let number): 0x2000_0000 | UInt32(creator) << 4 | UInt32(number)
    case .creator(let number): UInt32(number)
    }
  }

  /// Another number for each number: odd factors and shifts can be undone.
  private static func scattered(_ number: UInt32) -> UInt32 {
    var number = number &* 0x9e37_79b1
    number ^= number >> 15
    number = number &* 0x85eb_ca6b
    return number ^ (number >> 13)
  }
}
