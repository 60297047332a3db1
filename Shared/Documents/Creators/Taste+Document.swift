import Models
public import Recommending

extension Taste: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      genre: try Self.leaning(try part.optional("genre")), mood: try Self.leaning(try part.optional("mood")),
      tempo: try Self.tempo(try part.optional("tempo")), energy: try Self.energy(try part.optional("energy")),
      videos: try part.whole("videos"))
  }

  private static func leaning<Label: RawRepresentable<String>>(
    _ part: DocumentPart?
  ) throws(DocumentError) -> Leaning<Distribution<Label>>? {
    guard let part else { return nil }
    var weights: [Label: Double] = [:]
    for (name, share) in try part.member("shares").members() {
      guard let label = Label(rawValue: name) else {
        throw share.fault("says what is not known here")
      }
      weights[label] = try share.number()
    }
    return Leaning(Distribution(weights), confidence: try part.number("confidence"))
  }

  private static func tempo(_ part: DocumentPart?) throws(DocumentError) -> Leaning<TempoRange>? {
    guard let part else { return nil }
    guard let centre = Tempo(try part.number("beatsPerMinute")) else {
      throw try part.member("beatsPerMinute").fault("is no tempo")
    }
    let range = TempoRange(
      centre: centre, spread: try part.number("spreadOctaves"),
      concentration: try part.number("concentration"))
    return Leaning(range, confidence: try part.number("confidence"))
  }

  private static func energy(_ part: DocumentPart?) throws(DocumentError) -> Leaning<LevelRange>? {
    guard let part else { return nil }
    let range = LevelRange(centre: try part.number("centre"), spread: try part.number("spread"))
    return Leaning(range, confidence: try part.number("confidence"))
  }
}
