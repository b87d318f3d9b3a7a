import ArgumentParser
import Mechanisms

extension CompletionKind {
  /// Files of mechanisms and of recorded attacks.
  static let mechanisms = CompletionKind.file(extensions: Inputs.endings)

  static let properties = names { $0.properties.map(\.name) }

  static let parameters = names { $0.parameters.map(\.name) }

  /// Names that stand in the mechanisms which the command line names.
  private static func names(
    _ names: @escaping @Sendable (Mechanism) -> [String]
  ) -> CompletionKind {
    .custom { arguments, _, prefix in
      Inputs(arguments.filter { FileText.isFile($0) }).mechanisms.flatMap(names)
        .filter { $0.hasPrefix(prefix) }
    }
  }
}
