import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

extension XMLElement {
  /// An element with those attributes that have a value, in this order.
  convenience init(
    _ name: String, _ attributes: KeyValuePairs<String, String?>, _ children: [XMLElement] = [],
    text: String? = nil
  ) {
    self.init(name: name)
    for case (let name, let value?) in attributes {
      let attribute = XMLNode(kind: .attribute)
      attribute.name = name
      attribute.stringValue = value.fitForXML
      addAttribute(attribute)
    }
    if let text { stringValue = text.fitForXML }
    for child in children { addChild(child) }
  }
}

extension String {
  /// The text with U+FFFD for each character that XML 1.0 has no way to write.
  fileprivate var fitForXML: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.value {
          case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x10000...: scalar
          default: "\u{FFFD}"
          }
        }))
  }
}
