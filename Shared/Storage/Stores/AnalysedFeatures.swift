public import Models

/// Features on their way to the database, written as JSON already: the transaction that stores them is not to wait for that.
public struct AnalysedFeatures<Entity>: Sendable {
  public let subject: EntityID<Entity>
  public let features: JSON

  public init(_ subject: EntityID<Entity>, _ features: some Encodable) throws(StorageError) {
    self.subject = subject
    self.features = try JSON(encoding: features)
  }
}

extension [EntityID<Video>] {
  /// For a statement that asks for each once, in the order of the rows.
  var numbers: [Int64] { Set(map(\.rawValue)).sorted() }
}

extension [EntityID<Track>] {
  var numbers: [Int64] { Set(map(\.rawValue)).sorted() }
}

/// The columns of rows that are written by key, each key once: the last of several prevails.
func columns<Entity>(_ features: [AnalysedFeatures<Entity>]) -> (keys: [Int64], features: [JSON]) {
  let newest = Dictionary(features.map { ($0.subject.rawValue, $0.features) }) { $1 }
  let sorted = newest.sorted { $0.key < $1.key }
  return (sorted.map(\.key), sorted.map(\.value))
}
