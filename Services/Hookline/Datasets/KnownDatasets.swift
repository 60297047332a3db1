import Datasets

/// The data sets that there are commands for.
enum KnownDatasets {
  static let all = Dataset.all

  static func named(_ name: String) throws -> Dataset {
    if let dataset = all.first(where: { $0.name == name }) { return dataset }
    throw CommandFailure(
      "there is no data set \"\(name)\"; there are \(all.map(\.name).joined(separator: ", "))")
  }
}
