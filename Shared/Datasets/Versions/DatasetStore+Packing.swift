import Compression
import Storage

extension DatasetStore {
  /// Packs the versions that are history or held back and still lie in their tables: gzip of a JSON document a line. Each
  /// is one transaction, so it is in one place or the other. Says which.
  @discardableResult
  public func packHistory(of dataset: Dataset) async throws -> [DatasetVersion.ID] {
    let open = try await database.rows(
      """
      select id from hookline.dataset_version
      where dataset = \(dataset.name) and state in ('history', 'held') and not is_packed order by id
      """, as: Int64.self)
    var packed: [DatasetVersion.ID] = []
    for version in open where try await pack(version, of: dataset) { packed.append(version) }
    return packed
  }

  /// False when somebody has it: packs, deletes or exports it, or is at its tables for long.
  private func pack(_ version: DatasetVersion.ID, of dataset: Dataset) async throws -> Bool {
    try await unlessLocked {
      try await database.transaction { session in
        try session.setStatementTimeout(nil)
        // An export may take hours: the next cleaning packs it.
        let isOpen = try session.first(
          """
          select not is_packed and state in ('history', 'held') from hookline.dataset_version
          where id = \(version) for update skip locked
          """, as: Bool.self)
        guard isOpen == true else { return false }
        for kind in dataset.kinds { try session.pack(kind, of: version) }
        // Last of all: whoever reads those may have to wait from here on.
        try session.remove(version, of: dataset)
        try session.execute("update hookline.dataset_version set is_packed = true where id = \(version)")
        return true
      }
    }
  }

  /// Hands the records of a kind to `body`, a part of them at a time: JSON documents, a line each, in their order.
  /// Wherever they lie: nobody packs or deletes them meanwhile. Throws `DatasetError` when they are not all there.
  public func export(
    _ kind: Dataset.Kind, of version: DatasetVersion,
    _ body: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws {
    let expected = version.report.kinds.first { $0.name == kind.name }?.records
    // What was handed over cannot be taken back: there is no second attempt.
    let count = try await database.transaction(TransactionSettings(attempts: 1)) { session in
      try session.setStatementTimeout(nil)
      // Whoever reads may take a while over each part.
      try session.execute("set local idle_in_transaction_session_timeout = 0")
      // It may become history all the same.
      let isPacked = try session.first(
        "select is_packed from hookline.dataset_version where id = \(version.id) for key share", as: Bool.self
      )
      guard let isPacked else {
        throw DatasetError(.missing, "version \(version.id) was deleted meanwhile")
      }
      return try isPacked
        ? session.exportChunks(kind, of: version.id, body) : session.exportRows(kind, of: version.id, body)
    }
    guard let expected, expected != count else { return }
    throw DatasetError(
      .incomplete, "version \(version.id) has \(count) of \(expected) records of its kind \(kind.name)")
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
  /// Hands the records of a kind to `body` as lines, with their number, a chunk at a time.
  func forEachChunk(
    _ kind: Dataset.Kind, of version: DatasetVersion.ID, _ body: ([UInt8], Int) throws -> Void
  ) throws {
    var number: Int32 = 0
    while let (packed, records) = try rows(
      """
      select bytes, record_count from hookline.dataset_chunk
      where version_id = \(version) and kind = \(kind.name) and number = \(number)
      """, as: Bytes.self, Int32.self
    ).first {
      // It is our own: records that are alike may well pack to a thousandth.
      try body(try Gzip.unpacked(packed.bytes, limits: Gunzip.Limits(ratio: .max)), Int(records))
      number += 1
    }
  }

  /// Says how many there were.
  fileprivate func exportChunks(
    _ kind: Dataset.Kind, of version: DatasetVersion.ID, _ body: ([UInt8]) throws -> Void
  ) throws -> Int {
    var count = 0
    try forEachChunk(kind, of: version) { lines, records in
      try body(lines)
      count += records
    }
    return count
  }

  /// Says how many there were.
  fileprivate func exportRows(
    _ kind: Dataset.Kind, of version: DatasetVersion.ID, _ body: ([UInt8]) throws -> Void
  ) throws -> Int {
    var count = 0
    var lines: [UInt8] = []
    try stream(kind.records(version)) { row in
      lines += try row.decode(0, as: String.self).utf8
      lines.append(0x0a)
      count += 1
      guard lines.count >= 1 << 20 else { return }
      try body(lines)
      lines.removeAll(keepingCapacity: true)
    }
    if !lines.isEmpty { try body(lines) }
    return count
  }

  /// Copies the records of a kind from their table into chunks.
  fileprivate func pack(_ kind: Dataset.Kind, of version: DatasetVersion.ID) throws {
    try execute("declare packing no scroll cursor for \(kind.records(version))")
    var number: Int32 = 0
    var chunk = Chunk()
    // The server's answer is held whole, so that large records are fetched a few at a time.
    var fetch: SQL = Chunk.fetchingFew
    while true {
      var full: [Chunk] = []
      var (records, bytes) = (0, 0)
      try query(fetch) { row in
        let line = try row.decode(0, as: String.self).utf8
        chunk.add(line)
        (records, bytes) = (records + 1, bytes + line.count)
        guard chunk.isFull else { return }
        full.append(chunk)
        chunk = Chunk()
      }
      if records == 0, chunk.records > 0 { full.append(chunk) }
      for chunk in full {
        try store(chunk, number, kind, version)
        number += 1
      }
      guard records > 0 else { break }
      fetch = bytes / records > Chunk.largeRecord ? Chunk.fetchingFew : Chunk.fetchingMany
    }
    try execute("close packing")
  }

  private func store(
    _ chunk: Chunk, _ number: Int32, _ kind: Dataset.Kind, _ version: DatasetVersion.ID
  ) throws {
    try execute(
      """
      insert into hookline.dataset_chunk (version_id, kind, number, record_count, byte_count, bytes)
      values (\(version), \(kind.name), \(number), \(chunk.records), \(Int32(chunk.lines.count)),
        \(Bytes(Gzip.packed(chunk.lines))))
      """)
  }
}

/// Lines that are packed together.
private struct Chunk {
  static let fetchingMany: SQL = "fetch 500 from packing"
  static let fetchingFew: SQL = "fetch 4 from packing"
  static let largeRecord = 16 << 10
  private static let recordLimit: Int32 = 10_000
  private static let byteLimit = 8 << 20

  private(set) var lines: [UInt8] = []
  private(set) var records: Int32 = 0

  var isFull: Bool { records >= Self.recordLimit || lines.count >= Self.byteLimit }

  mutating func add(_ line: String.UTF8View) {
    lines += line
    lines.append(0x0a)
    records += 1
  }
}
