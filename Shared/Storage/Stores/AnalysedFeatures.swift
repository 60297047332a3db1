public import Models

/// Features on their way to the database, written as JSON already: the transaction that stores them is not to wait for that.
public struct AnalysedFeatures<Entity>: Sendable {
  public let subject: EntityID<Entity>
  public let features: JSON
  /// The hash of what they were found in, where that can change.
  public let contentHash: [UInt8]

  public init(
    _ subject: EntityID<Entity>, _ features: some Encodable, in contentHash: [UInt8] = []
  ) throws(StorageError) {
    self.subject = subject
    self.contentHash = contentHash
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
func columns<Entity>(
  _ features: [AnalysedFeatures<Entity>]
) -> (keys: [Int64], features: [JSON], hashes: [Bytes]) {
  let newest = Dictionary(features.map { ($0.subject.rawValue, $0) }) { $1 }
  let sorted = newest.sorted { $0.key < $1.key }
  return (sorted.map(\.key), sorted.map(\.value.features), sorted.map { Bytes($0.value.contentHash) })
}
