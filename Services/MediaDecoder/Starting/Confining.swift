import CConfinement
import MediaWire

/// Gives up whatever decoding does not need, before the first byte from outside is read.
///
/// There is no signal at the parent's death: the kernel sends it when the *thread* that started this process ends,
/// which for a thread of a pool is sooner than its process. The socket tells the same, between any two packets.
enum Confining {
  static func apply(_ settings: Settings) -> Hello.Confinement {
    var confinement: Hello.Confinement = []
    hookline_reset_signals()
    let limits = hookline_confine_resources(settings.memory, settings.fileSize, settings.openFiles)
    if limits == 0 { confinement.insert(.resources) }
    if hookline_confine_system_calls() == 0 {
      // No socket can be made, so there is no network either way.
      confinement.insert(.systemCalls)
    } else if hookline_confine_network() == 0 {
      confinement.insert(.network)
    }
    return confinement
  }
}
