package dev.frontdesk.model;

/** Something the receptionist may tell callers: a title and plain text or Markdown. */
public record KnowledgeArticle(String title, String body) {}
