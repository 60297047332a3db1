import Compression
import Storage

extension DatasetStore {
  /// Lines that make a chunk.
  private static let chunkRecords: Int64 = 10_000
  /// The most that a chunk may unpack to.
  private static let chunkLimit = 1 << 30

  /// Packs the versions that are history and still lie in their tables: gzip of a JSON document a line. Each is one
  /// transaction, so it is in one place or the other. Says which.
  @discardableResult
  public func packHistory(of dataset: Dataset) async throws -> [DatasetVersion.ID] {
    let open = try await database.rows(
      """
      select id from hookline.dataset_version
      where dataset = \(dataset.name) and state = 'history' and not is_packed order by id
      """, as: Int64.self)
    for version in open { try await pack(version, of: dataset) }
    return open
  }

  private func pack(_ version: DatasetVersion.ID, of dataset: Dataset) async throws {
    try await database.transaction { session in
      try session.setStatementTimeout(nil)
      // Whoever packs or deletes the same one waits, and finds it done.
      let isOpen = try session.first(
        """
        select not is_packed and state = 'history' from hookline.dataset_version
        where id = \(version) for update
        """, as: Bool.self)
      guard isOpen == true else { return }
      for kind in dataset.kinds { try session.pack(kind, of: version) }
      try session.execute("update hookline.dataset_version set is_packed = true where id = \(version)")
    }
  }

  /// Hands the records of a kind to `body`, a part of them at a time: JSON documents, a line each, in their order.
  /// Wherever they lie.
  public func export(
    _ kind: Dataset.Kind, of version: DatasetVersion,
    _ body: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws {
    guard version.isPacked else { return try await exportRows(kind, of: version, body) }
    var number: Int32 = 0
    while let packed = try await database.first(
      """
      select bytes from hookline.dataset_chunk
      where version_id = \(version.id) and kind = \(kind.name) and number = \(number)
      """, as: Bytes.self)
    {
      try body(try Gzip.unpacked(packed.bytes, limits: Gunzip.Limits(byteCount: Self.chunkLimit)))
      number += 1
    }
  }

  private func exportRows(
    _ kind: Dataset.Kind, of version: DatasetVersion,
    _ body: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws {
    let id = version.id
    try await database.perform { session in
      try session.setStatementTimeout(nil)
      var lines: [UInt8] = []
      try session.stream(kind.records(id)) { row in
        lines += try row.decode(0, as: String.self).utf8
        lines.append(0x0a)
        guard lines.count >= 1 << 20 else { return }
        try body(lines)
        lines.removeAll(keepingCapacity: true)
      }
      if !lines.isEmpty { try body(lines) }
    }
  }

  /// How many bytes the records of a packed version have, and had before.
  public func packedSize(of version: DatasetVersion.ID) async throws -> (packed: Int, before: Int) {
    let sizes = try await database.rows(
      """
      select coalesce(sum(octet_length(bytes)), 0)::int8, coalesce(sum(byte_count), 0)::int8
      from hookline.dataset_chunk where version_id = \(version)
      """, as: Int.self, Int.self)
    return (sizes[0].0, sizes[0].1)
  }
}

extension Session {
  /// Moves the records of a kind from their table into chunks.
  fileprivate func pack(_ kind: Dataset.Kind, of version: DatasetVersion.ID) throws {
    try execute("declare packing no scroll cursor for \(kind.records(version))")
    var number: Int32 = 0
    while true {
      var lines: [UInt8] = []
      var count: Int32 = 0
      try query("fetch 10000 from packing") { row in
        lines += try row.decode(0, as: String.self).utf8
        lines.append(0x0a)
        count += 1
      }
      guard count > 0 else { break }
      try execute(
        """
        insert into hookline.dataset_chunk (version_id, kind, number, record_count, byte_count, bytes)
        values (\(version), \(kind.name), \(number), \(count), \(Int32(lines.count)), \(Bytes(Gzip.packed(lines))))
        """)
      number += 1
    }
    try execute("close packing")
    try execute(kind.removal(version))
  }
}
