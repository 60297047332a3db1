/// What an operator asks for: that the tracks a source lists become known, before any creator uses them. The body of
/// an `ingest` task of a run of its own.
public struct CatalogueRequest: Sendable, Equatable, Codable {
  public static let runKind = "catalogue"

  /// The name of the source.
  public var catalogue: String
  /// How far earlier tasks of the run have come: how many of its tracks they have taken in, or the number of the last track
  /// that they have looked up there.
  public var from: Int

  public init(_ catalogue: String, from: Int = 0) {
    self.catalogue = catalogue
    self.from = from
  }

  /// What its run is about.
  public var subject: String { catalogue }
}
