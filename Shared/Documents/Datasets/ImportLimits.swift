/// What one request may bring to a gateway: the gateway refuses more, and whoever asks it says so before.
public enum ImportLimits {
  /// Bytes of a file of scrapes, packed or not.
  public static let scrapeBytes = 1 << 30
  /// Bytes of all files of a data set together, with what a form says of each.
  public static let datasetBytes = 2 << 30
  /// Files of one kind.
  public static let parts = 8
  /// Unicode scalars of what a version is called.
  public static let titleLength = 200
  /// Seconds after which a version is to be deleted.
  public static let expiry = 1_000_000_000
}
