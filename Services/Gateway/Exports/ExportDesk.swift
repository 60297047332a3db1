import API

/// Few export at once: each takes room on the disk and, while it is read, a connection to the database.
struct ExportDesk: Sendable {
  /// Who takes longer has it cut off: others wait for the place.
  static let patience = Duration.seconds(3_600)

  private let places: Places
  private let byteLimit: Int

  /// `byteLimit` is that of one export, packed as it lies on the disk.
  init(places: Int = 2, byteLimit: Int = 8 << 30) {
    self.places = Places(places, for: "exports", patience: 30)
    self.byteLimit = byteLimit
  }

  /// A place for who has this key, until the value goes.
  func open(by key: Int64? = nil) throws(Refusal) -> ExportSpool {
    try places.enter(key)
    let leave = { @Sendable [places] in places.leave(key) }
    guard let spool = ExportSpool(in: "/var/tmp", byteLimit: byteLimit, release: leave) else {
      leave()
      throw ExportSpool.noRoom
    }
    return spool
  }
}
