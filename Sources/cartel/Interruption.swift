import Dispatch
import Foundation

/// From here on, an interrupt (Ctrl-C) does this instead of ending the process, whatever is at work.
func onInterrupt(_ act: @escaping @Sendable () -> Void) {
  signal(SIGINT, SIG_IGN)
  let source = DispatchSource.makeSignalSource(
    signal: SIGINT, queue: DispatchQueue(label: "interrupts", qos: .userInteractive))
  source.setEventHandler(handler: act)
  source.activate()
  // It has to live as long as the process.
  _ = Unmanaged.passRetained(source as AnyObject)
}
