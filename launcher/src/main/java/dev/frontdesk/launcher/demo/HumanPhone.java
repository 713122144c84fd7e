package dev.frontdesk.launcher.demo;

import dev.frontdesk.launcher.simulate.Narrator;
import dev.frontdesk.simulator.carrier.HumanListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The phone of the person who is asked, during one call: what happens at it is told. */
final class HumanPhone implements HumanListener {
  private final Narrator narrator;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<String> pressed = new CopyOnWriteArrayList<>();

  HumanPhone(Narrator narrator) {
    this.narrator = narrator;
  }

  /** All the carrier said to them. */
  String heard() {
    return String.join(" ", heard);
  }

  /** All the keys they pressed. */
  String pressed() {
    return String.join("", pressed);
  }

  @Override
  public void rings() {
    phone("rings");
  }

  @Override
  public void answered() {
    phone("is answered");
  }

  @Override
  public void told(String words) {
    heard.add(words);
    narrator.beside("whisper", words);
  }

  @Override
  public void pressed(String keys) {
    pressed.add(keys);
    narrator.beside("key", "%s presses %s".formatted(Workshop.PERSON, keys));
  }

  @Override
  public void ended() {
    phone("is on the hook again");
  }

  private void phone(String what) {
    narrator.beside("phone", "%s's phone %s".formatted(Workshop.PERSON, what));
  }
}
