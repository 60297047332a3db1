import Models

/// How people write of a mood in English: titles and hashtags are in English wherever they are made.
struct MoodWords {
  /// As in a title: "Sad".
  let title: String
  let tags: [String]

  static func of(_ mood: Mood) -> MoodWords {
    switch mood {
    case .happy: MoodWords(title: "Happy", tags: ["happy", "feelgood", "goodvibes"])
    case .energetic: MoodWords(title: "Energetic", tags: ["energetic", "energy", "hype", "workout"])
    case .playful: MoodWords(title: "Playful", tags: ["playful", "funny", "fun"])
    case .romantic: MoodWords(title: "Romantic", tags: ["romantic", "love", "romance"])
    case .calm: MoodWords(title: "Calm", tags: ["calm", "chill", "relaxing"])
    case .sad: MoodWords(title: "Sad", tags: ["sad", "heartbreak", "sadsongs"])
    case .dark: MoodWords(title: "Dark", tags: ["dark", "gothic", "spooky"])
    case .epic: MoodWords(title: "Epic", tags: ["epic", "epicmusic", "heroic"])
    }
  }
}
