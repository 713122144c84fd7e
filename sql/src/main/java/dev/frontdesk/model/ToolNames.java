package dev.frontdesk.model;

/** Names of the tools every receptionist can be given. */
public final class ToolNames {
  public static final String TRANSFER_CALL = "transfer_call";
  public static final String TAKE_MESSAGE = "take_message";
  public static final String SEARCH_KNOWLEDGE = "search_knowledge";
  public static final String FIND_APPOINTMENTS = "find_appointments";
  public static final String BOOK_APPOINTMENT = "book_appointment";
  public static final String LOOKUP_CALLER = "lookup_caller";
  public static final String SEND_SMS = "send_sms";
  public static final String END_CALL = "end_call";
  public static final String GET_CURRENT_TIME = "get_current_time";
  public static final String GET_RANDOM_NUMBER = "get_random_number";

  private ToolNames() {}
}
