public import Knowledge
public import Matching
import Models

extension JSONValue {
  /// What of a film matters to whoever lays music to it.
  public static func matchedFilm(_ film: MatchedFilm) -> JSONValue {
    let side = film.side
    return [
      "name": .string(film.name), "lack": JSONValue(film.lack), "duration": .double(side.duration),
      "cuts": .array(side.cuts.map(JSONValue.double)), "cutTempo": measured(side.cutTempo),
      "soundTempo": measured(side.soundTempo), "energy": measured(side.energy),
      "feeling": side.feeling.map {
        [
          "valence": .double($0.valence), "arousal": .double($0.arousal),
          "confidence": .double($0.confidence),
        ]
      } ?? .null,
      "course": side.course.map {
        ["step": .double($0.step), "values": .array($0.values.map(JSONValue.double))]
      } ?? .null,
    ]
  }

  private static func measured(_ measured: Measured?) -> JSONValue {
    measured.map { ["value": .double($0.value), "confidence": .double($0.confidence)] } ?? .null
  }
}

extension MatchedFilm: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(name: try part.text("name"), side: try FilmSide(part), lack: try part.maybeText("lack"))
  }
}

extension FilmSide: DocumentReadable {
  /// Longer than any film, in seconds, and more than any beat, in beats a minute.
  private static let limit = 1e6
  /// More than are looked at of any film.
  private static let countLimit = 100_000

  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(duration: try Self.bounded(part.member("duration")))
    for cut in try Self.elements(part.member("cuts")) { cuts.append(try Self.bounded(cut)) }
    cutTempo = try Self.measured(part, "cutTempo")
    soundTempo = try Self.measured(part, "soundTempo")
    energy = try Self.measured(part, "energy")
    if let feeling = try part.optional("feeling") {
      self.feeling = Feeling(
        valence: Measured(try Self.bounded(feeling.member("valence"))),
        arousal: Measured(try Self.bounded(feeling.member("arousal"))))
      self.feeling?.confidence = try Self.bounded(feeling.member("confidence"), 0...1)
    }
    if let course = try part.optional("course") {
      var values: [Double] = []
      for value in try Self.elements(course.member("values")) { values.append(try Self.bounded(value)) }
      self.course = Course(step: try Self.bounded(course.member("step"), 0.001...Self.limit), values)
    }
  }

  private static func elements(_ part: DocumentPart) throws(DocumentError) -> [DocumentPart] {
    let elements = try part.elements()
    guard elements.count <= countLimit else { throw part.fault("is too long") }
    return elements
  }

  private static func bounded(
    _ part: DocumentPart, _ range: ClosedRange<Double> = -limit...limit
  ) throws(DocumentError) -> Double {
    let number = try part.number()
    guard range.contains(number) else { throw part.fault("is out of bounds") }
    return number
  }

  private static func measured(_ part: DocumentPart, _ name: String) throws(DocumentError) -> Measured? {
    guard let measured = try part.optional(name) else { return nil }
    return Measured(
      try bounded(measured.member("value")), confidence: try bounded(measured.member("confidence"), 0...1))
  }
}
