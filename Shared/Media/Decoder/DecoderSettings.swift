import Glibc
public import Lifecycle

/// Which decoder, how many of them, and what each may use.
public struct DecoderSettings: Sendable {
  /// The path of `hookline-media-decoder`.
  public var program: String
  /// How many children at most: so many orders are carried out at a time.
  public var slots: Int
  /// Bytes of address space of a child.
  public var memoryLimit: Int
  /// Processor time of one order.
  public var cpuLimit: Duration
  /// Time from the beginning of an order to its end, what the consumer takes included.
  public var timeout: Duration
  /// How long a child may say nothing while it is listened to.
  public var stallTimeout: Duration
  /// How long a child that was started may take to say hello.
  public var startTimeout: Duration
  /// How many orders a child carries out before another takes its place. A file that has taken over its child without
  /// killing it could answer wrongly for the files after it: so it does for these at most.
  public var orderLimit: Int
  /// Whether a child that the system lets make any system call is refused; else it is warned about once.
  public var requiresConfinement: Bool

  public init(program: String = DecoderSettings.installedProgram()) {
    self.program = program
    slots = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    memoryLimit = 1 << 30
    cpuLimit = .seconds(600)
    timeout = .seconds(900)
    stallTimeout = .seconds(60)
    startTimeout = .seconds(60)
    orderLimit = 200
    requiresConfinement = false
  }

  /// What HOOKLINE_MEDIA_DECODER names, else the decoder beside the running program, else the first in PATH.
  public static func installedProgram(
    environment: [String: String] = ChildProcess.ownEnvironment
  ) -> String {
    if let named = environment["HOOKLINE_MEDIA_DECODER"], !named.isEmpty { return named }
    let folders =
      [ownFolder].compactMap(\.self) + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.map { "\($0)/\(name)" }.first(where: isProgram) ?? name
  }

  private static let name = "hookline-media-decoder"

  /// Folders may be executed too, in a way.
  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }

  private static var ownFolder: String? {
    var path = [UInt8](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    guard count > 0, let slash = path[..<count].lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return String(decoding: path[..<slash], as: UTF8.self)
  }
}
