public import Storage

/// A data set from outside, of which versions are kept: its name and the tables that its records are in.
public struct Dataset: Sendable {
  /// One kind of its records.
  public struct Kind: Sendable {
    /// As in reports and exports: `user`.
    public let name: String
    /// Lists the records of a version as JSON text, one column, in their order.
    public let records: @Sendable (DatasetVersion.ID) -> SQL
    /// Deletes the records of a version from their table.
    public let removal: @Sendable (DatasetVersion.ID) -> SQL
    /// Puts records of a version back into their table, from lines as `records` lists them, and says how many; `base` were
    /// put there before.
    let restoration: Restoration

    typealias Restoration =
      @Sendable (_ session: Session, _ version: DatasetVersion.ID, _ lines: [UInt8], _ base: Int) throws ->
      Int

    init(
      _ name: String, records: @escaping @Sendable (DatasetVersion.ID) -> SQL,
      removal: @escaping @Sendable (DatasetVersion.ID) -> SQL, restoration: @escaping Restoration
    ) {
      self.name = name
      self.records = records
      self.removal = removal
      self.restoration = restoration
    }
  }

  /// As in the table of versions: `moovitamix`.
  public let name: String
  public let kinds: [Kind]

  public init(_ name: String, kinds: [Kind]) {
    self.name = name
    self.kinds = kinds
  }
}
