import Models

/// Writes what a creator says of a video.
struct CaptionWriter {
  let voice: Language
  /// Whether the creator uses hashtags at all.
  let usesHashtags: Bool
  /// Somebody to be mentioned now and then.
  let friend: (number: Int, handle: Handle)?

  private static let idleTags = ["fyp", "foryou", "viral", "trending", "foryoupage"]

  /// What the caption is to let people know.
  struct Content {
    var genre: Genre?
    var mood: Mood?
    var tempo: Tempo?
  }

  func caption(_ content: Content, _ draws: inout Draws) -> Caption {
    var caption = Caption()
    guard let genre = content.genre else {
      writePlain(&caption, &draws)
      return caption
    }
    let words = GenreWords.of(genre)
    // By tags alone, by the sentence alone, or by both.
    let way = draws.index(below: 10)
    let sentence = way < 4 ? draws.pick(voice.plain) : draws.pick(voice.ofGenre).filled("g", words.title)
    caption.add(sentence: sentence)
    if let mood = content.mood, draws.chance(35) {
      caption.add(sentence: draws.pick(voice.ofMood).filled("m", voice.word(for: mood)))
    }
    if let tempo = content.tempo, draws.chance(12) {
      caption.add(sentence: "\(Int(tempo.beatsPerMinute)) BPM")
    }
    mention(&caption, &draws)
    if way < 9 {
      for tag in draws.shuffled(words.tags).prefix(draws.number(1...2)) { add(tag, &caption, &draws) }
    }
    if let mood = content.mood, draws.chance(45) {
      add(draws.pick(MoodWords.of(mood).tags), &caption, &draws)
    }
    if draws.chance(50) { add(draws.pick(Self.idleTags), &caption, &draws) }
    return caption
  }

  private func writePlain(_ caption: inout Caption, _ draws: inout Draws) {
    guard draws.chance(85) else { return }
    caption.add(sentence: draws.pick(voice.plain))
    guard usesHashtags else { return }
    mention(&caption, &draws)
    for tag in draws.shuffled(Self.idleTags).prefix(draws.number(0...3)) { add(tag, &caption, &draws) }
  }

  private func mention(_ caption: inout Caption, _ draws: inout Draws) {
    guard let friend, draws.chance(6) else { return }
    caption.add(mention: friend.handle.name, of: friend.number)
  }

  private func add(_ tag: String, _ caption: inout Caption, _ draws: inout Draws) {
    caption.add(hashtag: tag, isCapitalised: draws.chance(15))
  }
}
