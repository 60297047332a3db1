/// Invented names, the same for the same number, and different ones for different numbers below 2^20.
struct Names {
  private let first: String
  private let second: String
  /// 0 to 255; what tells apart those whose words are the same.
  private let number: Int

  init(_ number: Int, seed: UInt64) {
    // Odd factors and shifts can be undone, so no two numbers meet.
    var draws = Draws(seed, .names)
    var place = UInt32(truncatingIfNeeded: number) &* 0x000b_5297 &+ UInt32(truncatingIfNeeded: draws.next())
    place &= 0xf_ffff
    place ^= place >> 9
    place = (place &* 0x0003_9e2d) & 0xf_ffff
    place ^= place >> 11
    first = Self.firsts[Int(place % 64)]
    second = Self.seconds[Int(place / 64 % 64)]
    self.number = Int(place / 4096)
  }

  /// Letters, a separator, letters and perhaps digits, so that every name can be taken apart again.
  var handle: String {
    "\(first)\(number % 2 == 0 ? "." : "_")\(second)\(number == 0 ? "" : "\(number)")".lowercased()
  }

  var nickname: String {
    switch number % 5 {
    case 0: "\(first) \(second)"
    case 1: "\(first) ✨"
    case 2: "\(first) | \(second)"
    case 3: "\(first.lowercased()) \(second.lowercased())"
    default: "\(first) \(second) 📍"
    }
  }

  /// What an artist of this number is called.
  var artist: String {
    switch number % 4 {
    case 0: "\(first) \(second)"
    case 1: "The \(first) \(second)s"
    case 2: "\(first) & \(second)"
    default: "\(second) \(first)"
    }
  }

  // None of these words says anything of music: a taste that shows in a name would not be the one that was planted.
  private static let firsts = [
    "Mara", "Kenji", "Luiza", "Jonas", "Amara", "Minseo", "Tomas", "Ines", "Oskar", "Leila", "Bruno", "Hana",
    "Ifeoma", "Pavel", "Noor", "Rafael", "Sanna", "Diego", "Yuki", "Farah", "Anton", "Chidi", "Elif", "Marco",
    "Nadia", "Petra", "Quentin", "Rosa", "Samir", "Talia", "Ursula", "Viktor", "Wanda", "Xenia", "Yara",
    "Zoltan", "Aiko", "Bela", "Celia", "Dario", "Emeka", "Freya", "Goran", "Heidi", "Imran", "Jada", "Kofi",
    "Lotte", "Mateo", "Nina", "Olga", "Priya", "Ramon", "Selma", "Tariq", "Uma", "Vera", "Wassim", "Ximena",
    "Yusuf", "Zara", "Alba", "Benno", "Clara",
  ]

  private static let seconds = [
    "Copper", "Harbor", "Lantern", "Meadow", "Pebble", "Quill", "Ribbon", "Saddle", "Tunnel", "Umber",
    "Velvet", "Walnut", "Acorn", "Basil", "Cedar", "Dune", "Ember", "Fern", "Garnet", "Hazel", "Island",
    "Juniper", "Kettle", "Ladder", "Maple", "Nettle", "Orchard", "Paper", "Quarry", "Raven", "Sparrow",
    "Thistle", "Upland", "Valley", "Willow", "Yarrow", "Zephyr", "Anchor", "Bramble", "Candle", "Dahlia",
    "Elm", "Falcon", "Ginger", "Heron", "Iris", "Jasper", "Kestrel", "Linden", "Marble", "North", "Olive",
    "Pumice", "Reed", "Sail", "Tulip", "Violet", "Wren", "Beacon", "Clover", "Draper", "Finch", "Grove",
    "Hollow",
  ]
}
