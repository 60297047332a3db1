/// How often the lexicon finds in captions what readers do.
public struct CaptionScore: Sendable {
  /// Right ones of all.
  public struct Share: Sendable {
    public private(set) var right = 0
    public private(set) var count = 0

    public var value: Double { count > 0 ? Double(right) / Double(count) : 1 }

    mutating func add(_ isRight: Bool) {
      count += 1
      if isRight { right += 1 }
    }
  }

  /// The genre, where one is stated.
  public private(set) var genre = Share()
  /// Positive or negative, where a mood is.
  public private(set) var mood = Share()
  /// No genre found where none is stated, and no mood.
  public private(set) var noGenre = Share()
  public private(set) var noMood = Share()
  /// Neither, where neither is stated.
  public private(set) var nothing = Share()

  public init(_ captions: some Sequence<JudgedCaption>) {
    for caption in captions { add(caption) }
  }

  private mutating func add(_ caption: JudgedCaption) {
    let found = caption.found()
    if let family = caption.family {
      genre.add(found.genre == family)
    } else {
      noGenre.add(found.genre == nil)
    }
    if caption.mood == .none { noMood.add(found.mood == .none) } else { mood.add(found.mood == caption.mood) }
    guard caption.family == nil, caption.mood == .none else { return }
    nothing.add(found.genre == nil && found.mood == .none)
  }
}
