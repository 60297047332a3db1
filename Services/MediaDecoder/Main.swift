import CChromaprint
import CLibav
import MediaWire

@main enum Main {
  static func main() {
    print(avformat_version(), String(cString: chromaprint_get_version()), Wire.version)
  }
}
